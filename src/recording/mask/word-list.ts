// Lists of words that stay, written as text: `known-names.ts`, `known-headers.ts`, `command-mask.ts`.

/** In lower case. */
export function listOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().toLowerCase().split(/\s+/u));
}
