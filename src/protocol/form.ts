// How values stand in texts. What is read here has its blanks as written.
import { optionalBoolean, optionalInteger, optionalWord } from './xml-reader';

export interface Form<T> {
  /** Undefined when it is none. */
  read(text: string): T | undefined;
  /** What is missing where there is none, if that is not told by the name of the field. */
  readonly what?: string;
  /** Where it is written otherwise than JavaScript has it. */
  write?(value: T): string;
}

/** Blanks around it do not count (7.36). */
export const text: Form<string> = { read: (written) => written.trim() };
/** Where an empty one says nothing. */
export const filledText: Form<string> = { read: (written) => written.trim() || undefined };
/** What people say, and secrets: each blank counts. */
export const exactText: Form<string> = { read: (written) => written };
export const integer: Form<number> = { read: (written) => optionalInteger(written.trim()) };
export const boolean: Form<boolean> = {
  what: 'true or false',
  read: (written) => optionalBoolean(written.trim()),
};

export function oneOf<const T extends string>(values: readonly T[]): Form<T> {
  return { read: (written) => optionalWord(written.trim(), values) };
}
