// Messages as plain text, for the clipboard and for the field: who said it, when, and what. Pure.

export interface CopiedMessage {
  readonly text: string;
  /** `Lee Park, 14:05`; absent where that is not asked for. */
  readonly said?: string;
}

export function copiedText(messages: readonly CopiedMessage[]): string {
  return messages.map(({ said, text }) => (said === undefined ? text : `${said}\n${text}`)).join('\n\n');
}

/** Every line after `> `, lines of code too, so that message-parts.ts finds the code in it again. */
export function quotedText(said: string, text: string): string {
  return [said, ...text.split(/\r\n|[\n\r]/u)].map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
}

/** As it has to be put in, so that it begins a line and what is written next does too. */
export function asLines(piece: string, before: string, after: string): string {
  const start = before === '' || before.endsWith('\n') ? '' : '\n';
  return `${start}${piece}\n${after.startsWith('\n') || after === '' ? '' : '\n'}`;
}
