// Logs of Pidgin: a line for each message, with its hour in brackets; what follows without one goes on with the message. What was said by
// the program, and not by a person, is left out. Pure.
import type { LogContent, LoggedLine, LogStart } from './chat-log';
import { htmlPieces, type HtmlPiece } from './html-pieces';
import { declarations, htmlBody, plainBody } from './logged-body';
import { followTimes, type LineTime } from './log-time';

/** The program marks who spoke by colour. */
const ownColor = '#16569e';
const otherColor = '#a82f2f';
/** What the program itself says went wrong, which may end as a name does. */
const errorColor = '#ff0000';
/** Longer ones are no name. */
const maxNameChars = 200;

interface Begun<Content> {
  readonly at: number;
  readonly speaker: string;
  readonly isOwn?: boolean | undefined;
  readonly content: Content[];
}

export function readPidginHtml(source: string, start: LogStart): LogContent {
  const timeOf = followTimes(start);
  const lines: LoggedLine[] = [];
  let unread = 0;
  let begun: Begun<HtmlPiece> | undefined;
  const end = (): void => {
    const body = begun && htmlBody(begun.content);
    if (begun && body) lines.push({ at: begun.at, speaker: begun.speaker, isOwn: begun.isOwn, body });
    begun = undefined;
  };
  for (const line of linesOf(source)) {
    const pieces = [...htmlPieces(line)];
    const head = htmlHead(pieces, timeOf);
    if (head) {
      end();
      if (head === 'unread') unread += 1;
      else if (head !== 'system') begun = head;
    } else if (begun && !/^<\/body>|^<\/html>/iu.test(line)) {
      // Most lines say themselves that they end.
      if (!isBreak(begun.content.at(-1))) begun.content.push(lineBreak);
      for (const piece of pieces) begun.content.push(piece);
    }
  }
  end();
  return { lines, unread };
}

const lineBreak: HtmlPiece = { kind: 'open', name: 'br', attributes: new Map() };
const isBreak = (piece: HtmlPiece | undefined): boolean => piece?.kind === 'open' && piece.name === 'br';

/** Undefined: it begins nothing. */
function htmlHead(
  pieces: readonly HtmlPiece[],
  timeOf: (text: string) => LineTime,
): Begun<HtmlPiece> | 'system' | 'unread' | undefined {
  let color: string | undefined;
  let next = 0;
  for (; pieces[next]?.kind === 'open'; next += 1) {
    const piece = pieces[next]!;
    if (piece.kind !== 'open' || !['font', 'span', 'p', 'div'].includes(piece.name)) return undefined;
    color ??= piece.attributes.get('color') ?? declarations(piece.attributes.get('style') ?? '').get('color');
  }
  const stamp = pieces[next];
  if (next === 0 || stamp?.kind !== 'text') return undefined;
  const [, time] = /^\(([^()]{4,40})\)\s{0,4}$/u.exec(stamp.text) ?? [];
  const at = time === undefined ? undefined : timeOf(time);
  if (typeof at !== 'number') return at;
  const bold = pieces.findIndex((piece, index) => index > next && piece.kind === 'open' && piece.name === 'b');
  const said = pieces[bold + 1];
  const shade = color?.toLowerCase();
  if (shade === undefined || shade === errorColor || bold < 0 || said?.kind !== 'text') return 'system';
  const isDeed = said.text.startsWith('***');
  const speaker = isDeed ? said.text.slice('***'.length).trim().slice(0, maxNameChars) : speakerOf(said.text);
  if (speaker === undefined || speaker === '') return 'system';
  const close = pieces.findIndex((piece, index) => index > bold && piece.kind === 'close' && piece.name === 'b');
  const isOwn = shade === ownColor ? true : shade === otherColor ? false : undefined;
  // Of its own head only the end of the colour is left.
  const content = close < 0 ? [] : pieces.slice(close + 1);
  // What somebody does is told with their name.
  if (isDeed) content.unshift({ kind: 'text', text: `* ${speaker}` });
  return { at, speaker, isOwn, content };
}

export function readPidginText(source: string, start: LogStart): LogContent {
  const timeOf = followTimes(start);
  const lines: LoggedLine[] = [];
  let unread = 0;
  let begun: Begun<string> | undefined;
  const end = (): void => {
    const body = begun && plainBody(begun.content.join('\n'));
    if (begun && body) lines.push({ at: begun.at, speaker: begun.speaker, body });
    begun = undefined;
  };
  for (const line of linesOf(source)) {
    const [, time, said] = /^\(([^()]{4,40})\) (.*)$/u.exec(line) ?? [];
    const at = time === undefined ? undefined : timeOf(time);
    if (at === undefined || said === undefined) {
      begun?.content.push(line);
      continue;
    }
    end();
    if (at === 'unread') {
      unread += 1;
      continue;
    }
    // A blank follows on a name, also where the words begin on the next line; not on what the program says before words that it quotes.
    const colon = said.indexOf(': ');
    const speaker = speakerOf(said.slice(0, colon + 1));
    if (speaker !== undefined) begun = { at, speaker, content: [said.slice(colon + 2)] };
  }
  end();
  return { lines, unread };
}

/** `Lee Park:`, `Lee Park <AUTO-REPLY>:`. Undefined: nobody speaks. */
function speakerOf(text: string): string | undefined {
  if (!text.endsWith(':') || text.length > maxNameChars) return undefined;
  const name = text
    .slice(0, -1)
    .replace(/ <[A-Z-]{1,20}>$/u, '')
    .trim();
  return name === '' || name.startsWith('***') ? undefined : name;
}

function linesOf(source: string): readonly string[] {
  return source.split(/\r\n|[\n\r]/u);
}
