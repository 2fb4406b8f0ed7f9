// `message`: a text with its format (protocol.md 3.5, 3.8, 7.2).
import { decodeImFormat, encodeImFormat, type ImFormat } from './im-format';
import { element, textElement, type XmlElement } from './xml';
import { childNamed, childrenNamed, rawText } from './xml-reader';
import { ProtocolError } from './protocol-error';

export interface ImMessage {
  readonly content: string;
  /** Absent: the reader's default look. */
  readonly format?: ImFormat;
  /** A MIME type found in place of a format string (7.2), e.g. `text/plain`. Never written by the client. */
  readonly contentType?: string;
}

/** `format` and `content` among the children of `parent`. Content is never trimmed. */
export function decodeImMessage(parent: XmlElement): ImMessage {
  const content = childNamed(parent, 'content');
  if (!content) throw new ProtocolError('missing-value', 'content');
  let message: ImMessage = { content: rawText(content) };
  // 7.2: both spellings, told apart by what they hold.
  for (const child of childrenNamed(parent, 'format')) {
    const text = rawText(child).trim();
    const format = decodeImFormat(text);
    if (format) message = { ...message, format };
    else if (text.includes('/')) message = { ...message, contentType: text };
  }
  return message;
}

export function encodeImMessage(message: ImMessage): XmlElement[] {
  const format = message.format ? encodeImFormat(message.format) : message.contentType;
  return [textElement('format', format), element('content', {}, message.content)].filter(
    (child) => child !== undefined,
  );
}
