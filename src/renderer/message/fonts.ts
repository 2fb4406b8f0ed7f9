// Fonts of messages: those that can be chosen, and any name off the wire made safe for CSS. Pure.

type Generic = 'sans-serif' | 'serif' | 'monospace' | 'cursive';

/** On every Windows and macOS of the time and of today, so that the reader sees what the writer chose. */
export const fonts: readonly { readonly name: string; readonly generic: Generic }[] = [
  { name: 'Segoe UI', generic: 'sans-serif' },
  { name: 'Arial', generic: 'sans-serif' },
  { name: 'Calibri', generic: 'sans-serif' },
  { name: 'Tahoma', generic: 'sans-serif' },
  { name: 'Trebuchet MS', generic: 'sans-serif' },
  { name: 'Verdana', generic: 'sans-serif' },
  { name: 'Georgia', generic: 'serif' },
  { name: 'Times New Roman', generic: 'serif' },
  { name: 'Consolas', generic: 'monospace' },
  { name: 'Courier New', generic: 'monospace' },
  { name: 'Comic Sans MS', generic: 'cursive' },
];

/** What stands in for a font that is not there, by what its name tells. */
const kinds: readonly (readonly [pattern: RegExp, generic: Generic])[] = [
  [/mono|courier|consol|code|typewriter|terminal|fixed/iu, 'monospace'],
  [/comic|script|hand|brush|chancery/iu, 'cursive'],
  [/sans|gothic/iu, 'sans-serif'],
  [/serif|times|georgia|garamond|roman|cambria|palatino|bookman|antiqua|century|mincho|song/iu, 'serif'],
];

const maxNameLength = 64;

/** A CSS `font-family` for a font name off the wire, or nothing for a name that cannot be one. */
export function fontFamily(name: string | undefined): string | undefined {
  const clean = fontName(name);
  if (clean === undefined) return undefined;
  const known = fonts.find((font) => font.name.toLowerCase() === clean.toLowerCase());
  const generic = known?.generic ?? kinds.find(([pattern]) => pattern.test(clean))?.[1];
  // The window's own family comes last for scripts that the font lacks; a sign that is a picture is one in every font.
  const replaced = [...(generic && generic !== 'sans-serif' ? [generic] : []), 'var(--font-family)'];
  return [`'Parley Emoji'`, `'${clean}'`, ...replaced].join(', ');
}

/** A font name without a sign that could end it, or nothing where none is left. */
export function fontName(name: string | undefined): string | undefined {
  const clean = name?.replace(/[^\p{L}\p{M}\p{N} ._-]/gu, '').trim();
  return clean && clean.length <= maxNameLength ? clean : undefined;
}
