// What a tree of texts is, and what follows from it for whoever says one of them. Types alone.

export type Messages = { readonly [key: string]: string | Messages };

/** The dotted keys of a tree: `shell.menu.file`. */
export type KeyOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${KeyOf<Tree[Key]>}`;
}[keyof Tree & string];

type TextAt<Tree, Key> = Key extends keyof Tree
  ? Tree[Key]
  : Key extends `${infer First}.${infer Rest}`
    ? First extends keyof Tree
      ? TextAt<Tree[First], Rest>
      : never
    : never;

type NamedIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamedIn<Rest> : never;
type Values<Name extends string> = { readonly [Each in Name]: string | number };

/** What the text of a key has to be given: its named values, and a count where it has forms. */
export type ValuesFor<Tree, Key, Text = TextAt<Tree, Key>> = Text extends `${string} | ${string}`
  ? [values: Values<Exclude<NamedIn<Text>, 'n'>>, count: number]
  : [NamedIn<Text>] extends [never]
    ? []
    : [values: Values<NamedIn<Text>>];
