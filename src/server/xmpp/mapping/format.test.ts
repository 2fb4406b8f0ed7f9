import { describe, expect, it } from 'vitest';
import { plainImFormat, type ImFormat } from '../../../protocol/im-format';
import { spaces } from '../spaces';
import { child, text, xml, type XmlElement, type XmlPart } from '../stream/element';
import { formatElements, readFormat } from './format';

const rich: ImFormat = {
  font: 'Courier New',
  bold: true,
  italic: true,
  underline: true,
  strikethrough: true,
  color: '#0000c0',
  charset: 238,
  pitch: 'fixed',
  family: 'modern',
  rightToLeft: true,
};
const html = (...parts: XmlPart[]): XmlElement =>
  xml('message', {}, xml('html', { xmlns: spaces.xhtmlIm }, xml('body', { xmlns: spaces.xhtml }, parts)));

describe('the format of a message', () => {
  it('goes between our own exactly', () => {
    expect(readFormat(xml('message', {}, formatElements('one\ntwo', rich)))).toEqual(rich);
  });

  it('goes to foreign programs as XHTML-IM, and comes back from them with what that can say', () => {
    const foreign = xml('message', {}, formatElements('one\ntwo', rich).slice(1));
    expect(readFormat(foreign)).toEqual({
      ...plainImFormat,
      font: 'Courier New',
      bold: true,
      italic: true,
      underline: true,
      strikethrough: true,
      color: '#0000c0',
    });
  });

  it('is said in no XHTML where there is nothing to say', () => {
    expect(formatElements('text', plainImFormat).map(({ name }) => name)).toEqual(['format']);
    expect(formatElements('text', undefined)).toEqual([]);
  });

  it('keeps the lines', () => {
    const [, formatted] = formatElements('one\r\ntwo', rich);
    const paragraph = formatted && child(child(formatted, 'body', spaces.xhtml) ?? formatted, 'p');
    expect(paragraph?.children).toEqual(['one', expect.objectContaining({ name: 'br' }), 'two']);
  });

  it('counts only where it is around everything', () => {
    expect(readFormat(html(xml('p', {}, xml('strong', {}, 'all'))))).toMatchObject({ bold: true });
    expect(readFormat(html(xml('p', {}, 'some ', xml('strong', {}, 'bold'))))).toBeUndefined();
    expect(readFormat(html(xml('p', {}, xml('strong', {}, 'a'), xml('em', {}, 'b'))))).toBeUndefined();
  });

  it.each([
    'x'.repeat(100_000),
    'color: url(javascript:1)',
    'color: #12345',
    ';;;:::',
    'font-family:',
    'color: red; color',
  ])('is none for a style that says nothing it knows: %#', (style) => {
    expect(readFormat(html(xml('p', { style }, 'text')))).toBeUndefined();
  });

  it('is none for nesting without end', () => {
    let deep: XmlPart = 'text';
    for (let depth = 0; depth < 100; depth += 1) deep = xml('span', {}, deep);
    expect(readFormat(html(deep))).toBeUndefined();
  });

  it('keeps whatever a font is called out of the style', () => {
    const [, formatted] = formatElements('text', { ...rich, font: 'Evil; color: red"' });
    expect(JSON.stringify(formatted)).not.toContain('color: red');
    expect(text(formatted)).toBe('');
  });
});
