// Signs such as `:-)` in a text, and the emoji that they stand for. Only where one stands between blanks: what is part of something else,
// such as an address, means that. What is code is no text for this (message-parts.ts). Pure.

export interface EmoticonPart {
  readonly text: string;
  /** Given: the part is a sign that stands for this. */
  readonly emoji?: string;
}

/** Those that people write, with and without a nose. `8)` is more often the eighth of something. */
const signs: Readonly<Record<string, string>> = {
  ':)': '🙂',
  ':(': '🙁',
  ':D': '😄',
  ';)': '😉',
  ':P': '😛',
  ':p': '😛',
  ':O': '😮',
  ':o': '😮',
  ':|': '😐',
  ':/': '😕',
  ':*': '😘',
  ":'(": '😢',
  '8-)': '😎',
  '<3': '❤️',
};
/** Next to a mark of direction, too, which in a text from right to left is put beside a sign to keep it in its place. */
const known = /(?<![^\s\p{Bidi_C}])(?::'?-?[()DPpOo|/*]|;-?\)|8-\)|<3)(?![^\s\p{Bidi_C}])/gu;

/** Joined again it is the same text. */
export function emoticonParts(text: string): readonly EmoticonPart[] {
  const parts: EmoticonPart[] = [];
  let end = 0;
  for (const { 0: written, index } of text.matchAll(known)) {
    const emoji = signs[written] ?? signs[written.replace('-', '')];
    if (emoji === undefined) continue;
    if (index > end) parts.push({ text: text.slice(end, index) });
    parts.push({ text: written, emoji });
    end = index + written.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
