// How documents are written, beside what they say: white space between elements, empty elements, quotes, the declaration. No parser tells,
// so it is read off the text, which has been parsed before.

/** By what is looked at: the ways that were seen. */
export type Writing = ReadonlyMap<string, ReadonlySet<string>>;

/** Of all of them, and with its name behind it of one. */
const emptyElement = 'an empty element';
const tag = /<[^<>]*>/gu;

export function writingOf(documents: readonly string[]): Writing {
  const seen = new Map<string, Set<string>>();
  const note = (what: string, way: string): void =>
    void (seen.get(what) ?? seen.set(what, new Set()).get(what))?.add(way);
  const noteEmpty = (text: string, way: string): void => {
    const [, name = ''] = /^<\/?([^\s/>]*)/u.exec(text) ?? [];
    note(emptyElement, way);
    note(`${emptyElement} ${name}`, way.replaceAll('a', name));
  };
  for (const document of documents) {
    let depth = 0;
    let before: { readonly text: string; readonly end: number } | undefined;
    const [declaration] = /^\s{0,9}<\?xml[^>]*\?>/u.exec(document) ?? [];
    note('the beginning', declaration?.trim() ?? 'no declaration');
    for (const { 0: text, index } of document.matchAll(tag)) {
      const isEnd = text.startsWith('</');
      if (isEnd) depth -= 1;
      const between = before && document.slice(before.end, index);
      if (before && isEnd && between === '' && isBegin(before.text)) noteEmpty(text, '<a></a>');
      else if (before && between?.trim() === '') note('white space between elements', gap(between, depth));
      if (text.endsWith('/>')) noteEmpty(text, /\s\/>$/u.test(text) ? '<a />' : '<a/>');
      if (!text.startsWith('<?')) for (const [, quote = ''] of text.matchAll(/=\s{0,9}(["'])/gu)) note('quotes', quote);
      if (isBegin(text)) depth += 1;
      before = { text, end: index + text.length };
    }
    note('the end', JSON.stringify(document.slice(before?.end)));
  }
  return seen;
}

function isBegin(text: string): boolean {
  return !/^<[/?!]/u.test(text) && !text.endsWith('/>');
}

function gap(text: string, depth: number): string {
  if (text === '') return 'none';
  const [, line, indent] = /^(\r?\n)([\t ]*)$/u.exec(text) ?? [];
  if (line === undefined || indent === undefined) return JSON.stringify(text);
  const breaks = line === '\n' ? 'a line break' : 'a line break with CR';
  if (indent === '') return depth === 0 ? 'before the end' : breaks;
  const each = indent.length / Math.max(depth, 1);
  return `${breaks} and ${each} ${indent.includes('\t') ? 'tabs' : 'blanks'} a level`;
}

/** Ways of the recording that are not ours, each thing in one line. Of what one of the two has none at all nothing can be told. */
export function writingDifferences(what: string, then: Writing, now: Writing): readonly string[] {
  const isOther = (name: string): boolean =>
    [...(then.get(name) ?? [])].some((way) => now.get(name)?.has(way) === false);
  return [...then].flatMap(([name, ways]) => {
    const own = now.get(name);
    // Where all are written in another way, each of them need not be told.
    const isTold = name.startsWith(`${emptyElement} `) && isOther(emptyElement);
    if (!own || isTold || !isOther(name)) return [];
    return [`${what}: ${name}: ${[...ways].join(', ')} in the recording, ${[...own].join(', ')} here`];
  });
}
