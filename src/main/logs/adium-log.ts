// Logs of Adium: XML with the whole time of each message, and the HTML of its first versions. What was said by the program, and not by a
// person, is left out. Pure.
import { plainName, type LogContent, type LoggedLine, type LogStart } from './chat-log';
import { htmlPieces, type HtmlPiece } from './html-pieces';
import { htmlBody } from './logged-body';
import { followTimes } from './log-time';
import { wallTime, zoneMinutes } from './wall-time';

/** Read as far as it goes: what the program was writing when it ended has no end. */
export function readAdiumXml(source: string): LogContent {
  const lines: LoggedLine[] = [];
  let unread = 0;
  /** Empty: the log does not say whose it is. */
  let account = '';
  let head: { readonly at: number; readonly speaker: string } | undefined;
  let content: HtmlPiece[] = [];
  for (const piece of htmlPieces(source)) {
    if (piece.kind === 'open' && piece.name === 'chat') account = plainName(piece.attributes.get('account') ?? '');
    else if (piece.kind === 'open' && piece.name === 'message') {
      const at = timeOf(piece.attributes.get('time') ?? '');
      const speaker = piece.attributes.get('sender') ?? '';
      head = at === undefined || speaker === '' ? undefined : { at, speaker };
      if (at === undefined) unread += 1;
      content = [];
    } else if (piece.kind === 'close' && piece.name === 'message') {
      const body = head && htmlBody(content);
      if (head && body) {
        const isOwn = account === '' ? undefined : plainName(head.speaker) === account;
        lines.push({ ...head, isOwn, body });
      }
      head = undefined;
    } else if (head) content.push(piece);
  }
  return { lines, unread };
}

/** `2008-10-03T09:11:35-07:00` */
function timeOf(text: string): number | undefined {
  const [, year, month, day, hour, minute, second, zone] =
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,6})?([+-]\d{2}:?\d{2}|Z)$/u.exec(text) ?? [];
  const minutes = zone === undefined ? undefined : zoneMinutes(zone);
  const wall = wallTime(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second));
  return wall === undefined || minutes === undefined ? undefined : wall - minutes * 60_000;
}

/** `<div class="send"><span class="timestamp">…</span> <span class="sender">…: </span><pre class="message">…</pre></div>` */
export function readAdiumHtml(source: string, start: LogStart): LogContent {
  const timeOfLine = followTimes(start);
  const lines: LoggedLine[] = [];
  let unread = 0;
  let begun: { isOwn: boolean; time: string; speaker: string; content: HtmlPiece[] } | undefined;
  let part: 'time' | 'speaker' | 'content' | undefined;
  const end = (): void => {
    const at = begun && timeOfLine(begun.time);
    const body = begun && htmlBody(begun.content);
    const speaker = begun?.speaker.trim().replace(/:$/u, '') ?? '';
    if (begun && body && speaker !== '') {
      if (typeof at === 'number') lines.push({ at, speaker, isOwn: begun.isOwn, body });
      else unread += 1;
    }
    begun = undefined;
    part = undefined;
  };
  for (const piece of htmlPieces(source)) {
    const kind = piece.kind === 'open' ? (piece.attributes.get('class') ?? '') : '';
    if (kind === 'send' || kind === 'receive' || kind === 'status') {
      end();
      if (kind !== 'status') begun = { isOwn: kind === 'send', time: '', speaker: '', content: [] };
    } else if (!begun) continue;
    else if (kind === 'timestamp') part = 'time';
    else if (kind === 'sender') part = 'speaker';
    else if (kind === 'message') {
      part = 'content';
      begun.content.push(piece);
    } else if (part === 'content' && piece.kind === 'close' && piece.name === 'pre') end();
    else if (part === 'content') begun.content.push(piece);
    else if (piece.kind === 'text' && part === 'time') begun.time += piece.text;
    else if (piece.kind === 'text' && part === 'speaker') begun.speaker += piece.text;
    else if (piece.kind === 'close') part = undefined;
  }
  end();
  return { lines, unread };
}
