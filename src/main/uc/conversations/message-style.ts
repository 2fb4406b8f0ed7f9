// Between the look of a message on the domain side and the format string's values (protocol.md 5.10, 7.2).
import { plainImFormat, type ImFormat } from '../../../protocol/im-format';
import type { ImMessage } from '../../../protocol/im-message';
import type { MessageBody, MessageStyle } from '../../../shared/domain/message';

/** Black is what a format string says when nobody chose a colour. */
const defaultColor = '#000000';

function styleOfFormat(format: ImFormat | undefined): MessageStyle | undefined {
  if (!format) return undefined;
  return {
    ...(format.font && { font: format.font }),
    bold: format.bold,
    italic: format.italic,
    underline: format.underline,
    strike: format.strikethrough,
    ...(format.color !== defaultColor && { color: format.color }),
    ...(format.rightToLeft && { rightToLeft: true }),
  };
}

function formatOfStyle(style: MessageStyle): ImFormat {
  return {
    ...plainImFormat,
    ...(style.font && { font: style.font }),
    bold: style.bold,
    italic: style.italic,
    underline: style.underline,
    strikethrough: style.strike,
    color: style.color ?? defaultColor,
    rightToLeft: style.rightToLeft ?? false,
  };
}

export function bodyOfMessage(message: ImMessage): MessageBody {
  const style = styleOfFormat(message.format);
  return { text: message.content, ...(style && { style }) };
}

export function messageOfBody(body: MessageBody): ImMessage {
  return { content: body.text, ...(body.style && { format: formatOfStyle(body.style) }) };
}
