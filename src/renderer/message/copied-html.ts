// Messages as HTML, for who pastes them with their look. Every word is escaped, and of looks there is what is named here and no more:
// what came over the wire has no say in the page of another program. Pure.
import type { MessageBody, MessageStyle } from '../../shared/domain/message';
import { fontName } from './fonts';
import { messageBlocks, type MessageBlock, type MessagePart } from './message-parts';

interface CopiedBody {
  readonly body: MessageBody;
  readonly said?: string;
}

export function copiedHtml(messages: readonly CopiedBody[]): string {
  return messages
    .map(({ body, said }) => (said === undefined ? '' : `<p>${escaped(said)}</p>`) + bodyHtml(body))
    .join('');
}

function bodyHtml({ text, style }: MessageBody): string {
  const css = styleText(style);
  const direction = style?.rightToLeft ? 'rtl' : 'auto';
  const look = css === '' ? '' : ` style="${escaped(css)}"`;
  return `<div dir="${direction}"${look}>${messageBlocks(text).map(blockHtml).join('')}</div>`;
}

const tags = { plain: 'div', quote: 'blockquote', code: 'pre' } as const;

function blockHtml({ kind, parts }: MessageBlock): string {
  const html = parts.map((part) => partHtml(part, kind === 'code')).join('');
  // The end of its last line is the end of the block.
  return `<${tags[kind]}>${html.replace(/(?:<br>|\n)$/u, '')}</${tags[kind]}>`;
}

function partHtml(part: MessagePart, isBlockOfCode: boolean): string {
  const text = escaped(part.text);
  if (isBlockOfCode) return text;
  const words = text.replace(/\r\n|[\n\r]/gu, '<br>').replace(/ {2}/gu, ' \u00a0');
  switch (part.kind) {
    case 'quote-mark':
      return '';
    case 'code':
      return `<code>${words}</code>`;
    case 'link':
      return `<a href="${escaped(part.href)}">${words}</a>`;
    case 'plain':
      return words;
  }
}

function styleText(style: MessageStyle | undefined): string {
  if (!style) return '';
  const { bold, italic, underline, strike, color } = style;
  const font = fontName(style.font);
  const line = [underline && 'underline', strike && 'line-through'].filter(Boolean).join(' ');
  return [
    font !== undefined && `font-family: '${font}'`,
    color !== undefined && /^#[0-9a-f]{6}$/iu.test(color) && `color: ${color}`,
    bold && 'font-weight: bold',
    italic && 'font-style: italic',
    line !== '' && `text-decoration: ${line}`,
  ]
    .filter(Boolean)
    .join('; ');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (sign) => entities[sign]!);
}
