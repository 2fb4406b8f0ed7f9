import { describe, expect, it } from 'vitest';
import { messageCss, readableColor } from './message-style';

const plain = { bold: false, italic: false, underline: false, strike: false };

describe('messageCss', () => {
  it('says every effect of the style', () => {
    expect(
      messageCss(
        {
          font: 'Segoe UI',
          bold: true,
          italic: true,
          underline: true,
          strike: true,
          color: '#000080',
          rightToLeft: true,
        },
        '#ffffff',
      ),
    ).toEqual({
      fontFamily: '"Segoe UI", var(--font-family)',
      fontWeight: '700',
      fontStyle: 'italic',
      textDecorationLine: 'underline line-through',
      color: '#000080',
      direction: 'rtl',
      textAlign: 'start',
    });
  });

  it('lets no font name out of its quotes', () => {
    expect(messageCss({ ...plain, font: 'X"; background: url(//e)' }, '#ffffff')['fontFamily']).toBe(
      '"X background urle", var(--font-family)',
    );
  });

  it('is empty without a style', () => expect(messageCss(undefined, '#ffffff')).toEqual({}));
});

describe('readableColor', () => {
  it('keeps a colour that can be read', () => expect(readableColor('#0000ff', '#ffffff')).toBe('#0000ff'));

  it('lightens dark blue on a dark ground and darkens yellow on white', () => {
    expect(readableColor('#0000ff', '#151f1e')).not.toBe('#0000ff');
    expect(readableColor('#ffff00', '#ffffff')).not.toBe('#ffff00');
  });

  it('turns black into something bright on black', () => {
    expect(parseInt(readableColor('#000000', '#000000').slice(1, 3), 16)).toBeGreaterThan(100);
  });
});
