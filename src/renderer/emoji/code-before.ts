// The beginning of an emoji's name that stands before the caret: `:thu`. A name begins after a blank or an opening sign, so that neither
// `12:30` nor `http://` nor `:-)` is one, and never in code. Pure.

export interface CodeBefore {
  /** Without the colon. */
  readonly code: string;
  /** Where the colon stands. */
  readonly start: number;
}

const begun = /(?:^|[\s([{"'«“‘„¡¿-])(:([a-z0-9+][a-z0-9_+-]{1,39}|-1))$/iu;
/** The name of an emoji is not longer, and what stands before it in its line decides no more. */
const longest = 42;

export function codeBefore(text: string, caret: number): CodeBefore | undefined {
  const line = text.slice(text.lastIndexOf('\n', caret - 1) + 1, caret);
  const found = begun.exec(line.slice(-longest));
  const [, written = '', code = ''] = found ?? [];
  if (code === '' || isInCode(text.slice(0, caret - written.length), line)) return undefined;
  // `https://example.com/(:x` is an address that goes on.
  const word =
    line
      .slice(0, line.length - written.length)
      .split(/\s/u)
      .at(-1) ?? '';
  if (word.includes('://')) return undefined;
  return { code, start: caret - written.length };
}

/** After an open fence of three, or an open backtick of the line. */
function isInCode(before: string, line: string): boolean {
  const isFenced = (before.match(/^[ \t]{0,3}```/gmu)?.length ?? 0) % 2 === 1;
  return isFenced || (line.match(/`/gu)?.length ?? 0) % 2 === 1;
}
