// A history as a file that a person can keep: a page to read, JSON to process, or plain text. Pure; piece by piece, so that
// a long history is never in memory as one string.
import type { HistoryConversation, HistoryExportFormat } from '../../../shared/domain/history';
import type { Message, MessageStyle } from '../../../shared/domain/message';

export interface ExportThread {
  readonly conversation: HistoryConversation;
  readonly messages: Iterable<Message>;
}

/** The pieces of the file, in order. Times are ISO 8601, in UTC. */
export async function* exportHistory(
  threads: AsyncIterable<ExportThread>,
  format: HistoryExportFormat,
): AsyncGenerator<string> {
  switch (format) {
    case 'json':
      yield* asJson(threads);
      break;
    case 'text':
      yield* asText(threads);
      break;
    case 'html':
      yield* asHtml(threads);
      break;
  }
}

function title(conversation: HistoryConversation): string {
  const names = conversation.participants.map(({ name }) => name).join(', ');
  return conversation.subject === '' ? names : `${conversation.subject} (${names})`;
}

function senderName(message: Message, conversation: HistoryConversation): string {
  return conversation.participants.find(({ uri }) => uri === message.from)?.name ?? message.from.replace(/^sip:/u, '');
}

async function* asJson(threads: AsyncIterable<ExportThread>): AsyncGenerator<string> {
  yield '{"conversations":[';
  let isFirst = true;
  for await (const { conversation, messages } of threads) {
    yield `${isFirst ? '' : ','}\n{"conversation":${JSON.stringify(conversation)},"messages":[`;
    isFirst = false;
    let isFirstMessage = true;
    for (const message of messages) {
      yield `${isFirstMessage ? '' : ','}\n${JSON.stringify({ ...message, time: new Date(message.at).toISOString() })}`;
      isFirstMessage = false;
    }
    yield ']}';
  }
  yield ']}\n';
}

async function* asText(threads: AsyncIterable<ExportThread>): AsyncGenerator<string> {
  for await (const { conversation, messages } of threads) {
    yield `${title(conversation)}\n${new Date(conversation.startedAt).toISOString()}\n\n`;
    for (const message of messages) {
      // Further lines are indented, so that no text can pass for the head of another message.
      const text = message.body.text.replaceAll(/\r\n|[\r\n]/gu, '\n    ');
      yield `[${new Date(message.at).toISOString()}] ${senderName(message, conversation)}: ${text}\n`;
    }
    yield '\n';
  }
}

async function* asHtml(threads: AsyncIterable<ExportThread>): AsyncGenerator<string> {
  yield '<!doctype html>\n<html><head><meta charset="utf-8"><title>Parley history</title>\n';
  // Nothing in an exported page may run or load, whatever somebody once wrote.
  yield `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n`;
  yield (
    '<style>body{font:15px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}' +
    'time{color:#667;font-size:.8em}p{margin:.3rem 0;white-space:pre-wrap}</style></head><body>\n'
  );
  for await (const { conversation, messages } of threads) {
    yield `<section><h2 dir="auto">${escapeHtml(title(conversation))}</h2>\n`;
    for (const message of messages) {
      const time = new Date(message.at).toISOString();
      yield (
        `<p dir="auto"><time datetime="${time}">${time}</time> <b>${escapeHtml(senderName(message, conversation))}</b>: ` +
        `<span${styleAttribute(message.body.style)}>${escapeHtml(message.body.text)}</span></p>\n`
      );
    }
    yield '</section>\n';
  }
  yield '</body></html>\n';
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
