// The one place that says what in the text of a message is code, quoted, a link, or plain. Whatever changes how words look (links,
// emoticons, marked words) touches plain parts alone. Signs stay in the text: joined again the parts are what was said. Pure.
import { textParts } from './links';

export type MessagePart =
  /** Only here may something else be made of the signs. */
  | { readonly kind: 'plain'; readonly text: string }
  /**
   * As typed, to the sign: lines between two fences of ```, or words between backticks. The ticks are shown: no format of the wire marks
   * code, so nobody knows whether they were meant as marks or are part of a command (echo `date`), and other clients show them.
   */
  | { readonly kind: 'code'; readonly text: string }
  /** The sign of a quoted line, `> `, which its drawing says already. */
  | { readonly kind: 'quote-mark'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string; readonly host?: string };

/** Whole lines, with their ends, that are drawn as one. */
export interface MessageBlock {
  readonly kind: 'plain' | 'quote' | 'code';
  readonly parts: readonly MessagePart[];
}

const mayHaveBlocks = /`|^>/mu;
const quoteMark = /^>(?: |(?=\r?\n|$))/u;
/** A fence may say the language of its code; a backtick behind it makes it code inside of the line. */
const fence = /^ {0,3}`{3,}[^`]*$/u;
const fenceEnd = /^ {0,3}`{3,}\s*$/u;

/** The text, or its first `length` signs. */
export function messageBlocks(whole: string, length = whole.length): readonly MessageBlock[] {
  const text = whole.slice(0, length);
  if (!mayHaveBlocks.test(text)) {
    const parts = linkParts(whole, length);
    return parts.length === 0 ? [] : [{ kind: 'plain', parts }];
  }
  return blocksOf(linesOf(text)).map(({ kind, pieces, end }) => ({
    kind,
    // An address that is cut off where the beginning ends would lead elsewhere: the last plain piece has to see what follows.
    parts: pieces.flatMap((piece, index) =>
      piece.kind === 'plain'
        ? plainParts(piece.text, end === text.length && index === pieces.length - 1 ? whole.slice(length) : '')
        : [piece],
    ),
  }));
}

interface Piece {
  kind: 'plain' | 'code' | 'quote-mark';
  text: string;
}
interface Block {
  readonly kind: MessageBlock['kind'];
  readonly pieces: Piece[];
  /** Where in the text it ends. */
  end: number;
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.split(/(?<=\n)/u));

function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let isFenced = false;
  let wasQuoted = false;
  let end = 0;
  for (const line of lines) {
    end += line.length;
    const mark: string = isFenced && !wasQuoted ? '' : (quoteMark.exec(line)?.[0] ?? '');
    const isQuoted: boolean = mark !== '';
    // Code that was quoted ends with its quote.
    if (isQuoted !== wasQuoted) isFenced = false;
    wasQuoted = isQuoted;
    const said = line.slice(mark.length);
    const isFence = (isFenced ? fenceEnd : fence).test(said.trimEnd());
    const isCode = isFenced || isFence;
    const kind = isQuoted ? 'quote' : isCode ? 'code' : 'plain';
    // Two pieces of code in a row are two, not one.
    const isNew = blocks.at(-1)?.kind !== kind || (kind === 'code' && !isFenced);
    if (isFence) isFenced = !isFenced;
    if (isNew) blocks.push({ kind, pieces: [], end });
    const block = blocks.at(-1)!;
    block.end = end;
    if (isQuoted) block.pieces.push({ kind: 'quote-mark', text: mark });
    addPiece(block, { kind: isCode ? 'code' : 'plain', text: said });
  }
  return blocks;
}

function addPiece({ pieces }: Block, piece: Piece): void {
  const last = pieces.at(-1);
  if (last?.kind === piece.kind) last.text += piece.text;
  else pieces.push(piece);
}

/** With the words between backticks, which are code. */
function plainParts(text: string, following: string): readonly MessagePart[] {
  const codes = codesIn(text);
  return [...codes, undefined].flatMap((code, index) => {
    const from = codes[index - 1]?.to ?? 0;
    if (!code) return linkParts(text.slice(from) + following, text.length - from);
    return [
      ...linkParts(text.slice(from, code.from), code.from - from),
      { kind: 'code', text: text.slice(code.from, code.to) },
    ];
  });
}

/** Between backticks of the same number, in one line. */
function codesIn(text: string): readonly { readonly from: number; readonly to: number }[] {
  const codes = [];
  const ticks = [...text.matchAll(/`+|\n/gu)];
  for (let index = 0; index < ticks.length; index += 1) {
    const opening = ticks[index]!;
    const closing = opening[0] === '\n' ? undefined : closingOf(ticks, index);
    if (closing === undefined) continue;
    codes.push({ from: opening.index, to: ticks[closing]!.index + opening[0].length });
    index = closing;
  }
  return codes;
}

function closingOf(ticks: readonly RegExpExecArray[], opening: number): number | undefined {
  for (let index = opening + 1; index < ticks.length; index += 1) {
    const [sign] = ticks[index]!;
    if (sign === '\n') return undefined;
    if (sign === ticks[opening]![0]) return index;
  }
  return undefined;
}

function linkParts(whole: string, length: number): readonly MessagePart[] {
  return textParts(whole, length).map(({ text, href, host }) =>
    href === undefined ? { kind: 'plain', text } : { kind: 'link', text, href, ...(host !== undefined && { host }) },
  );
}
