// Tables as comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula is written with an apostrophe before it,
// which reading takes off again: a file of names must not do anything when somebody opens it. Pure.

/** The first sign of a formula, whatever number of apostrophes stands before it. */
const formula = /^'*[=+\-@\t\r]/u;
const guarded = /^'+[=+\-@\t\r]/u;

export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n;]|^\s|\s$/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Every row that is not empty, of at most so many. `;` and tabs part cells where the first line has no comma. Never throws. */
export function readCsv(whole: string, mostRows: number): readonly (readonly string[])[] {
  const text = whole.replace(/^\ufeff/u, '');
  const [firstLine = ''] = text.split(/[\r\n]/u, 1);
  const separator = [',', ';', '\t'].find((sign) => firstLine.includes(sign)) ?? ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const endRow = (): void => {
    if (row.some((each) => each !== '')) rows.push(row);
    row = [];
  };
  while (at < text.length && rows.length < mostRows) {
    const { value, next } = readCell(text, at, separator);
    row.push(guarded.test(value) ? value.slice(1) : value);
    at = next;
    if (text[at] === separator) {
      at += 1;
      // A separator at the very end has an empty cell after it.
      if (at === text.length) row.push('');
      continue;
    }
    endRow();
    if (text.startsWith('\r\n', at)) at += 2;
    else if (at < text.length) at += 1;
  }
  if (rows.length < mostRows) endRow();
  return rows;
}

function readCell(text: string, from: number, separator: string): { readonly value: string; readonly next: number } {
  const isEnd = (sign: string | undefined): boolean =>
    sign === undefined || sign === separator || sign === '\n' || sign === '\r';
  if (text[from] !== '"') {
    let end = from;
    while (!isEnd(text[end])) end += 1;
    return { value: text.slice(from, end), next: end };
  }
  const parts: string[] = [];
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: parts.join('') + text.slice(at), next: text.length };
    parts.push(text.slice(at, quote));
    if (text[quote + 1] !== '"') {
      // What stands between the quote and the separator belongs to no cell.
      let end = quote + 1;
      while (!isEnd(text[end])) end += 1;
      return { value: parts.join(''), next: end };
    }
    parts.push('"');
    at = quote + 2;
  }
}
