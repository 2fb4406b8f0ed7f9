// The end of a `switch` that knows every kind: the compiler says when one is forgotten.

/** Names the kind alone: the rest of the value may be private. */
export function assertNever(value: never): never {
  const { kind } = value as { readonly kind?: unknown };
  throw new Error(`unknown ${typeof kind === 'string' ? kind : typeof value}`);
}
