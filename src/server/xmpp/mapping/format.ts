// How a message looks: exactly, in a namespace of our own, and as XHTML-IM (XEP-0071) for foreign programs. The API knows one look for a
// whole message: of a foreign one only that counts which is around all of its text.
import { decodeImFormat, encodeImFormat, plainImFormat, type ImFormat } from '../../../protocol/im-format';
import { spaces } from '../spaces';
import { child, children, text, xml, type XmlElement } from '../stream/element';

export function formatElements(content: string, format: ImFormat | undefined): readonly XmlElement[] {
  if (!format) return [];
  const exact = xml('format', { xmlns: spaces.format }, encodeImFormat(format));
  const style = styleOf(format);
  if (style === '') return [exact];
  const lines = content.split(/\r\n?|\n/u).flatMap((line, at) => (at === 0 ? [line] : [xml('br'), line]));
  const body = xml('body', { xmlns: spaces.xhtml }, xml('p', { style }, lines));
  return [exact, xml('html', { xmlns: spaces.xhtmlIm }, body)];
}

function styleOf({ font, bold, italic, underline, strikethrough, color }: ImFormat): string {
  const lines = [underline && 'underline', strikethrough && 'line-through'].filter((each) => each !== false);
  const family = font?.replace(/[:;"'\\{}]/gu, '').trim();
  return [
    family && `font-family: ${family}`,
    bold && 'font-weight: bold',
    italic && 'font-style: italic',
    lines.length > 0 && `text-decoration: ${lines.join(' ')}`,
    color !== plainImFormat.color && `color: ${color}`,
  ]
    .filter(Boolean)
    .join('; ');
}

export function readFormat(message: XmlElement): ImFormat | undefined {
  const exact = child(message, 'format', spaces.format);
  if (exact) return decodeImFormat(text(exact));
  const html = child(message, 'html', spaces.xhtmlIm);
  const body = html && child(html, 'body', spaces.xhtml);
  return body && formatAround(body);
}

const maxDepth = 16;
const maxStyleChars = 4_096;

/** As long as an element holds all the text there is. */
function formatAround(body: XmlElement): ImFormat | undefined {
  const styles: string[] = [];
  const names = new Set<string>();
  let node: XmlElement | undefined = body;
  for (let depth = 0; node && depth < maxDepth; depth += 1) {
    styles.push((node.attrs['style'] ?? '').slice(0, maxStyleChars));
    names.add(node.name);
    const [only, another]: readonly XmlElement[] = children(node);
    node = !another && text(node).trim() === '' ? only : undefined;
  }
  const declared = declarations(styles.join(';'));
  const decoration = declared.get('text-decoration') ?? '';
  const font = declared.get('font-family')?.split(',')[0]?.replace(/["']/gu, '').trim();
  const color = /^#[\da-f]{6}$/u.exec(declared.get('color') ?? '')?.[0];
  const format: ImFormat = {
    ...plainImFormat,
    ...(font && { font }),
    bold: declared.get('font-weight') === 'bold' || names.has('strong') || names.has('b'),
    italic: declared.get('font-style') === 'italic' || names.has('em') || names.has('i'),
    underline: decoration.includes('underline') || names.has('u'),
    strikethrough: decoration.includes('line-through'),
    ...(color !== undefined && { color }),
  };
  return isPlain(format) ? undefined : format;
}

function declarations(style: string): ReadonlyMap<string, string> {
  const pairs = style.split(';').flatMap((each): [string, string][] => {
    const colon = each.indexOf(':');
    if (colon < 0) return [];
    const name = each.slice(0, colon).trim().toLowerCase();
    const value = each.slice(colon + 1).trim();
    return [[name, name === 'font-family' ? value : value.toLowerCase()]];
  });
  return new Map(pairs);
}

const isPlain = ({ font, bold, italic, underline, strikethrough, color }: ImFormat): boolean =>
  font === undefined && !bold && !italic && !underline && !strikethrough && color === plainImFormat.color;
