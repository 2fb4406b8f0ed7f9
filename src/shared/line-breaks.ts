// Signs that end a line and are not the usual ones (Unicode, annex 14: mandatory breaks). Word processors, terminals and databases
// paste them; XML cannot carry some of them, and fields and other clients show the rest as nothing at all. Pure.

const oddBreak = /[\u000b\u000c\u0085\u2028\u2029]/gu;

export function hasOddBreaks(text: string): boolean {
  return text.search(oddBreak) >= 0;
}

/** Every break as `\n`: a field swallows a `\r` that stands alone. */
export function plainLines(text: string): string {
  return text.replace(/\r\n?/gu, '\n').replace(oddBreak, '\n');
}

/** For what is one line, such as a subject: a blank for every line break. */
export function inOneLine(text: string): string {
  return plainLines(text).replaceAll('\n', ' ');
}
