import { describe, expect, it } from 'vitest';
import { bodyOf, isPlain, plainStyle, styleCss, styleShortcut, toggled, withPart } from './message-style';

describe('the style of a message', () => {
  it('is left out when it says nothing, and the text stays exactly as typed', () => {
    expect(bodyOf('  hello \n', plainStyle)).toEqual({ text: '  hello \n' });
    const blue = withPart(plainStyle, { color: '#0000ff', bold: true });
    expect(bodyOf('hello', blue)).toEqual({ text: 'hello', style: blue });
  });

  it('is the same after switching something on and off again', () => {
    for (const what of ['bold', 'italic', 'underline', 'strike', 'rightToLeft'] as const) {
      const on = toggled(plainStyle, what);
      expect(isPlain(on), what).toBe(false);
      expect(toggled(on, what)).toStrictEqual(plainStyle);
    }
    expect(withPart(withPart(plainStyle, { font: 'Arial' }), { font: undefined })).toStrictEqual(plainStyle);
  });

  it('underlines and strikes through at once', () => {
    const css = styleCss({ ...plainStyle, underline: true, strike: true }, '#ffffff');
    expect(css).toEqual({ textDecorationLine: 'underline line-through' });
  });

  it('carries font, weight, slant and a colour that can be read', () => {
    const style = { ...plainStyle, bold: true, italic: true, font: 'Arial', color: '#0000ff' };
    const css = styleCss(style, '#ffffff');
    expect(css).toEqual({
      fontFamily: "'Parley Emoji', 'Arial', var(--font-family)",
      fontWeight: '700',
      fontStyle: 'italic',
      color: '#0000ff',
    });
    expect(styleCss(style, '#1f2c2a')['color']).not.toBe('#0000ff');
    expect(styleCss(undefined, '#ffffff')).toEqual({});
  });
});

describe('styleShortcut', () => {
  const key = {
    ...{ key: 'b', code: 'KeyB', keyCode: 66, isComposing: false, getModifierState: () => false },
    ...{ ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  };
  it.each([
    [{ ctrlKey: true }, 'win32', 'bold'],
    [{ ctrlKey: true, key: 'I' }, 'linux', 'italic'],
    [{ ctrlKey: true, key: 'u' }, 'linux', 'underline'],
    [{ ctrlKey: true, shiftKey: true, key: 'X' }, 'linux', 'strike'],
    [{ metaKey: true }, 'darwin', 'bold'],
    [{ ctrlKey: true, key: 'и' }, 'win32', 'bold'],
    [{ metaKey: true, key: 'ш', code: 'KeyI' }, 'darwin', 'italic'],
    [{ ctrlKey: true, shiftKey: true, key: 'ס', code: 'KeyX' }, 'linux', 'strike'],
    [{ ctrlKey: true }, 'darwin', undefined],
    [{ metaKey: true }, 'win32', undefined],
    [{ ctrlKey: true, altKey: true }, 'win32', undefined],
    [{ ctrlKey: true, shiftKey: true }, 'win32', undefined],
    [{ ctrlKey: true, key: 'c' }, 'win32', undefined],
    [{}, 'win32', undefined],
  ])('of %j on %s is %s', (part, platform, expected) =>
    expect(styleShortcut({ ...key, ...part }, platform)).toBe(expected),
  );
});
