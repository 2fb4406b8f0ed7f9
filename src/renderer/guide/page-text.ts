// The pages of the guide are written in a small part of Markdown: headings, paragraphs, lists, and in them what is strong, emphasised,
// code or a link. It is read into data that is drawn as text: nothing of a page is ever HTML. Pure.

export type Span =
  | { readonly kind: 'text' | 'strong' | 'emphasis' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly to: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Span[])[] };

const heading = /^(#{1,6}) (\S.*)$/u;
const item = /^(?:-|(\d{1,3})\.) (\S.*)$/u;

/** Blocks are parted by blank lines; a line that begins with a blank goes on with the item above it. */
export function parseBlocks(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const finish = (): void => {
    if (lines.length > 0) blocks.push(blockOf(lines));
    lines = [];
  };
  for (const line of markdown.split(/\r?\n/u)) {
    const found = heading.exec(line);
    if (found || line.trim() === '') finish();
    if (found) blocks.push({ kind: 'heading', level: found[1]!.length, spans: parseSpans(found[2]!) });
    else if (line.trim() !== '') lines.push(line);
  }
  finish();
  return blocks;
}

function blockOf(lines: readonly string[]): Block {
  const first = item.exec(lines[0]!);
  if (!first) return { kind: 'paragraph', spans: parseSpans(joined(lines)) };
  const items: string[] = [];
  for (const line of lines) {
    const begins = item.exec(line);
    if (begins) items.push(begins[2]!);
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return { kind: 'list', isOrdered: first[1] !== undefined, items: items.map(parseSpans) };
}

const joined = (lines: readonly string[]): string => lines.map((line) => line.trim()).join(' ');

/** Code comes first: what looks like something else in it is code. */
const marked = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^[\]]+)\]\(([^()\s]+)\)|(?<![\p{L}\p{N}])_([^_]+)_(?![\p{L}\p{N}])/gu;

export function parseSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const { 0: whole, 1: code, 2: strong, 3: link, 4: to, 5: emphasis, index } of text.matchAll(marked)) {
    if (index > end) spans.push({ kind: 'text', text: text.slice(end, index) });
    if (code !== undefined) spans.push({ kind: 'code', text: code });
    else if (strong !== undefined) spans.push({ kind: 'strong', text: strong });
    else if (emphasis !== undefined) spans.push({ kind: 'emphasis', text: emphasis });
    else spans.push({ kind: 'link', text: link!, to: to! });
    end = index + whole.length;
  }
  if (end < text.length) spans.push({ kind: 'text', text: text.slice(end) });
  return spans;
}

export function plainText(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}

/** What a block says, line by line, for a place without spans: an item of a list is a line of its own. */
export function linesOf(block: Block): readonly string[] {
  return block.kind === 'list' ? block.items.map(line) : [line(block.spans)];
}

/** Keys and code keep their order in a line from right to left. */
const line = (spans: readonly Span[]): string =>
  spans.map(({ kind, text }) => (kind === 'strong' || kind === 'code' ? `\u2068${text}\u2069` : text)).join('');
