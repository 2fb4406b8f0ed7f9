// A history as a file that a person can keep: a page to read, JSON to process (docs/history.md), or plain text. Pure; piece by
// piece, so that a long history is never in memory as one string.
import type { HistoryConversation, HistoryExportFormat } from '../../../shared/domain/history';
import type { Message, MessageStyle } from '../../../shared/domain/message';
import type { ThreadEvent } from '../../../shared/domain/thread-event';

export interface ExportThread {
  readonly conversation: HistoryConversation;
  readonly events: readonly ThreadEvent[];
  readonly messages: AsyncIterable<Message> | Iterable<Message>;
}

/** Raised when the shape of the JSON changes in a way that breaks who reads it. */
const exportVersion = 1;

/** The pieces of the file, in order. Times are ISO 8601, in UTC. */
export async function* exportHistory(
  threads: AsyncIterable<ExportThread>,
  format: HistoryExportFormat,
  now = new Date(),
): AsyncGenerator<string> {
  switch (format) {
    case 'json':
      yield* asJson(threads, now);
      break;
    case 'text':
      yield* asText(threads);
      break;
    case 'html':
      yield* asHtml(threads);
      break;
  }
}

const calls = { answered: 'Call, answered with a message', redirected: 'Call, passed on', declined: 'Call, declined' };

/** What is worth saying of a whole thread. */
function remark({ isMissed, call }: HistoryConversation): string | undefined {
  if (call !== undefined) return call === 'missed' ? 'Missed call' : calls[call];
  return isMissed ? 'Missed invitation' : undefined;
}

/** A message that may not have reached anybody must not look as if it had. */
function doubt({ delivery }: Message): string | undefined {
  if (delivery === 'failed' || delivery === 'queued' || delivery === 'sending') return 'not delivered';
  return delivery === 'unknown' ? 'not known to be delivered' : undefined;
}

/** Names and subjects come from elsewhere: none of them may begin a line of its own or turn the rest of its line around. */
function plain(name: string): string {
  return name
    .replaceAll(/[\s\u0085\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}

function title(conversation: HistoryConversation): string {
  const names = plain(conversation.participants.map(({ name }) => name).join(', '));
  return conversation.subject === '' ? names : `${plain(conversation.subject)} (${names})`;
}

function senderName(message: Message, conversation: HistoryConversation): string {
  const known = conversation.participants.find(({ uri }) => uri === message.from)?.name;
  return plain(known ?? message.from.replace(/^sips?:/u, '')) || 'Somebody unknown';
}

const iso = (at: number): string => new Date(at).toISOString();

async function* asJson(threads: AsyncIterable<ExportThread>, now: Date): AsyncGenerator<string> {
  const head = JSON.stringify({ format: 'parley-history', version: exportVersion, exportedAt: now.toISOString() });
  yield `${head.slice(0, -1)},"conversations":[`;
  let isFirst = true;
  for await (const { conversation, messages, events } of threads) {
    const { startedAt, lastActivityAt, ...rest } = conversation;
    const about = { ...rest, startedAt: iso(startedAt), lastActivityAt: iso(lastActivityAt) };
    const happened = events.map(({ id, at, news }) => ({ id, time: iso(at), ...news }));
    yield `${isFirst ? '' : ','}\n${JSON.stringify({ ...about, events: happened }).slice(0, -1)},"messages":[`;
    isFirst = false;
    let isFirstMessage = true;
    for await (const message of messages) {
      const { id, at, direction, from, body, delivery, failure } = message;
      yield `${isFirstMessage ? '' : ','}\n${JSON.stringify({ id, time: iso(at), direction, from, ...body, delivery, failure })}`;
      isFirstMessage = false;
    }
    yield ']}';
  }
  yield '\n]}\n';
}

async function* asText(threads: AsyncIterable<ExportThread>): AsyncGenerator<string> {
  for await (const { conversation, messages } of threads) {
    const note = remark(conversation);
    yield `${title(conversation)}\n${iso(conversation.startedAt)}${note === undefined ? '' : `  ${note}`}\n\n`;
    for await (const message of messages) {
      // Further lines are indented, so that no text can pass for the head of another message.
      const text = message.body.text.replaceAll(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/gu, '\n    ');
      const failed = doubt(message);
      const mark = failed === undefined ? '' : ` (${failed})`;
      yield `[${iso(message.at)}] ${senderName(message, conversation)}${mark}: ${text}\n`;
    }
    yield '\n';
  }
}

async function* asHtml(threads: AsyncIterable<ExportThread>): AsyncGenerator<string> {
  yield '<!doctype html>\n<html><head><meta charset="utf-8"><title>Parley history</title>\n';
  // Nothing in an exported page may run or load, whatever somebody once wrote.
  yield `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n`;
  yield (
    '<style>:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}' +
    'h2{margin:2rem 0 0}time,small{opacity:.7;font-size:.8em}p{margin:.3rem 0;white-space:pre-wrap;overflow-wrap:anywhere}' +
    '</style></head><body>\n'
  );
  for await (const { conversation, messages } of threads) {
    const note = remark(conversation);
    yield `<section><h2 dir="auto">${escapeHtml(title(conversation))}</h2>\n`;
    yield `${timeElement(conversation.startedAt)}${note === undefined ? '' : ` <small>${escapeHtml(note)}</small>`}\n`;
    for await (const message of messages) {
      const failed = doubt(message);
      // Each in an isolation of its own: what one of them does to the direction of writing ends with it.
      yield (
        `<p>${timeElement(message.at)} <b><bdi>${escapeHtml(senderName(message, conversation))}</bdi></b>` +
        `${failed === undefined ? '' : ` <small>(${failed})</small>`}: ` +
        `<bdi${styleAttribute(message.body.style)}>${escapeHtml(message.body.text)}</bdi></p>\n`
      );
    }
    yield '</section>\n';
  }
  yield '</body></html>\n';
}

function timeElement(at: number): string {
  return `<time datetime="${iso(at)}">${iso(at)}</time>`;
}

function styleAttribute(style: MessageStyle | undefined): string {
  if (!style) return '';
  const decorations = [style.underline && 'underline', style.strike && 'line-through'].filter(Boolean).join(' ');
  const rules = [
    style.bold && 'font-weight:bold',
    style.italic && 'font-style:italic',
    decorations && `text-decoration:${decorations}`,
    // Both were validated on their way in; a colour or font of any other form is left out all the same.
    style.color && /^#[0-9a-f]{6}$/u.test(style.color) && `color:${style.color}`,
    style.font && /^[\p{L}\p{N} -]+$/u.test(style.font) && `font-family:'${style.font}'`,
  ].filter(Boolean);
  return rules.length === 0 ? '' : ` style="${rules.join(';')}"`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? character);
}
