// `message`: a text with its format (protocol.md 3.5, 3.8, 7.2).
import { allowedNames, textOnly } from './allowed-names';
import { decodeImFormat, encodeImFormat, type ImFormat } from './im-format';
import { element, textElement, type XmlElement } from './xml';
import { attributeText, childNamed, childrenNamed, given, hasName, rawText, required, trimmedText } from './xml-reader';

export interface ImMessage {
  readonly content: string;
  /** Absent: the reader's default look. */
  readonly format?: ImFormat;
  /** A MIME type found in place of a format string (7.2), e.g. `text/plain`. Never written by the client. */
  readonly contentType?: string;
  /**
   * By which what comes once more is known to be the same, also in a later session: our own (section 8), in events alone. Absent: the
   * server gives none.
   */
  readonly id?: string;
}

/** A name that no other server gives to something else. */
const idName = 'parleyId';
/** Longer ones are none: nobody keeps them. */
const maxIdLength = 64;

/** What may stand in `message`. */
export const messageNames = allowedNames([], { format: textOnly, content: textOnly });

/** `format` and `content` among the children of `parent`. Content is never trimmed. */
export function decodeImMessage(parent: XmlElement): ImMessage {
  const content = rawText(required(childNamed(parent, 'content'), 'content'));
  return { content, ...decodeFormats(parent) };
}

/**
 * As an event has it: in `message`, or in what should hold one. Words that stand there without a `content` around them count as well
 * (our choice: nobody's words are lost by how they are wrapped). Undefined where nothing is said.
 */
export function heardImMessage(parent: XmlElement): ImMessage | undefined {
  const message = childNamed(parent, 'message');
  const heard = (message && (contentOf(message) ?? bareWords(message))) ?? contentOf(parent);
  const id = message && attributeText(message, idName);
  return heard && id !== undefined && id !== '' && id.length <= maxIdLength ? { ...heard, id } : heard;
}

function contentOf(parent: XmlElement): ImMessage | undefined {
  return childNamed(parent, 'content') && decodeImMessage(parent);
}

/** All that is said in an element besides its format. */
export function bareWords(parent: XmlElement): ImMessage | undefined {
  const words = parent.children.filter((child) => typeof child === 'string' || !hasName(child, 'format'));
  const content = rawText({ ...parent, children: words });
  return content.trim() === '' ? undefined : { content, ...decodeFormats(parent) };
}

/** 7.2: both spellings, none, one or two of them, told apart by what they hold. */
export function decodeFormats(parent: XmlElement): Pick<ImMessage, 'format' | 'contentType'> {
  const texts = childrenNamed(parent, 'format').map((child) => trimmedText(child));
  const formats = texts.map(decodeImFormat);
  return given({
    format: formats.find((format) => format !== undefined),
    contentType: texts.find((text, index) => formats[index] === undefined && text.includes('/')),
  });
}

/** As an event has it. */
export function saidElement(message: ImMessage): XmlElement {
  return element('message', { [idName]: message.id }, encodeImMessage(message));
}

/** One `format`, or none. */
export function encodeImMessage(message: ImMessage): XmlElement[] {
  const format = message.format ? encodeImFormat(message.format) : message.contentType;
  const content = element('content', {}, message.content);
  return format === undefined ? [content] : [textElement('format', format), content];
}
