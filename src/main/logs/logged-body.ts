// A message of a log as one of ours: its words, and of its looks those that are around all of them, for a message here has one look.
// Looks pass what those that somebody chooses pass. Pure.
import * as v from 'valibot';
import { toXmlText } from '../../protocol/xml-text';
import { maxMessageLength, type MessageBody, type MessageStyle } from '../../shared/domain/message';
import { Style } from '../../shared/ipc/values';
import type { HtmlPiece } from './html-pieces';

interface Look {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly color: string | undefined;
  readonly font: string | undefined;
}

const plainLook: Look = {
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  color: undefined,
  font: undefined,
};
/** Deeper ones look as the last one. */
const maxDepth = 64;
const blocks: ReadonlySet<string> = new Set(['div', 'p', 'li', 'tr', 'blockquote', 'pre', 'h1', 'h2', 'h3']);
const unseen: ReadonlySet<string> = new Set(['script', 'style', 'head', 'title']);

/** Undefined: it says nothing. */
export function plainBody(text: string): MessageBody | undefined {
  const said = cleaned(text);
  return said === '' ? undefined : { text: said };
}

/** Undefined: it says nothing. */
export function htmlBody(pieces: Iterable<HtmlPiece>): MessageBody | undefined {
  let text = '';
  const open: { readonly name: string; readonly look: Look }[] = [];
  let common: Look | undefined;
  let hidden: string | undefined;
  const newLine = (): void => {
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  };
  for (const piece of pieces) {
    if (hidden !== undefined) {
      if (piece.kind === 'close' && piece.name === hidden) hidden = undefined;
      continue;
    }
    const look = open.at(-1)?.look ?? plainLook;
    if (piece.kind === 'text') {
      // A break of a line in the file is none in the message; those are tags.
      const isKept = open.some(({ name }) => name === 'pre');
      text += isKept ? piece.text : piece.text.replaceAll(/[\n\r\t]/gu, ' ');
      if (piece.text.trim() !== '') common = common ? shared(common, look) : look;
    } else if (piece.kind === 'close') {
      const index = open.findLastIndex(({ name }) => name === piece.name);
      if (index >= 0) open.length = index;
      if (blocks.has(piece.name)) newLine();
    } else if (unseen.has(piece.name)) hidden = piece.name;
    else if (piece.name === 'br') text += '\n';
    else if (piece.name === 'img') text += piece.attributes.get('alt') ?? '';
    else {
      if (blocks.has(piece.name)) newLine();
      if (open.length < maxDepth) open.push({ name: piece.name, look: lookOf(piece, look) });
    }
  }
  const said = cleaned(
    text
      .split('\n')
      .map((line) => line.trim())
      .join('\n'),
  );
  if (said === '') return undefined;
  const { bold, italic, underline, strike, color, font } = common ?? plainLook;
  if (!bold && !italic && !underline && !strike && color === undefined && font === undefined) return { text: said };
  const look = v.safeParse(Style, {
    bold,
    italic,
    underline,
    strike,
    ...(font !== undefined && { font }),
    ...(color !== undefined && { color }),
  });
  return { text: said, ...(look.success && { style: look.output as MessageStyle }) };
}

function shared(one: Look, other: Look): Look {
  return {
    bold: one.bold && other.bold,
    italic: one.italic && other.italic,
    underline: one.underline && other.underline,
    strike: one.strike && other.strike,
    color: one.color === other.color ? one.color : undefined,
    font: one.font === other.font ? one.font : undefined,
  };
}

function lookOf({ name, attributes }: Extract<HtmlPiece, { kind: 'open' }>, around: Look): Look {
  const declared = declarations(attributes.get('style') ?? '');
  const isFont = name === 'font';
  const decoration = declared.get('text-decoration') ?? '';
  const weight = declared.get('font-weight') ?? '';
  return {
    bold: around.bold || name === 'b' || name === 'strong' || weight === 'bold' || Number(weight) >= 600,
    italic: around.italic || name === 'i' || name === 'em' || declared.get('font-style') === 'italic',
    underline: around.underline || name === 'u' || decoration.includes('underline'),
    strike: around.strike || ['s', 'strike', 'del'].includes(name) || decoration.includes('line-through'),
    color: colorOf(declared.get('color') ?? (isFont ? attributes.get('color') : undefined)) ?? around.color,
    font: fontOf(declared.get('font-family') ?? (isFont ? attributes.get('face') : undefined)) ?? around.font,
  };
}

export function declarations(style: string): ReadonlyMap<string, string> {
  const pairs = style.split(';').flatMap((each): [string, string][] => {
    const colon = each.indexOf(':');
    return colon < 0 ? [] : [[each.slice(0, colon).trim().toLowerCase(), each.slice(colon + 1).trim()]];
  });
  return new Map(pairs);
}

/** Black is what programs say when nobody chose a colour. */
function colorOf(value: string | undefined): string | undefined {
  const color = /^#[\da-f]{6}$/u.exec(value?.toLowerCase() ?? '')?.[0];
  return color === '#000000' ? undefined : color;
}

function fontOf(value: string | undefined): string | undefined {
  const name = value?.split(',')[0]?.replaceAll(/["']/gu, '').trim() ?? '';
  return /^[\p{L}\p{N}][\p{L}\p{N} -]{0,63}$/u.test(name) ? name : undefined;
}

/** Without what no message of ours can hold, and not longer than one can be. */
function cleaned(text: string): string {
  const clean = toXmlText(text).text.trim();
  return clean.length <= maxMessageLength ? clean : toXmlText(clean.slice(0, maxMessageLength)).text;
}
