import { describe, expect, it } from 'vitest';
import { maxMessageStyles } from '../../shared/settings';
import { plainStyle, withPart } from './message-style';
import { styleFor, withStyleFor } from './remembered-styles';

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';
const bold = withPart(plainStyle, { bold: true });
const blue = withPart(plainStyle, { color: '#0000ff' });

describe('the look that is remembered', () => {
  it('is the one of each person, and of nobody else', () => {
    const remembered = withStyleFor(withStyleFor([], lee, bold), kim, blue);
    expect(styleFor(remembered, lee)).toStrictEqual(bold);
    expect(styleFor(remembered, kim)).toStrictEqual(blue);
    expect(styleFor(remembered, 'sip:sam@example.com')).toStrictEqual(plainStyle);
    expect(styleFor(remembered, undefined)).toStrictEqual(plainStyle);
  });

  it('is the last one, and nothing where that is plain', () => {
    const remembered = withStyleFor(withStyleFor([], lee, bold), lee, blue);
    expect(remembered).toEqual([{ uri: lee, style: blue }]);
    expect(withStyleFor(remembered, lee, plainStyle)).toEqual([]);
  });

  it('is the usual one for others, and one who has it needs no remembering', () => {
    const remembered = withStyleFor([], lee, plainStyle, blue);
    expect(styleFor(remembered, lee, blue)).toStrictEqual(plainStyle);
    expect(styleFor(remembered, kim, blue)).toStrictEqual(blue);
    expect(withStyleFor(remembered, lee, withPart(plainStyle, { color: '#0000ff', rightToLeft: false }), blue)).toEqual(
      [],
    );
  });

  it('gives way where there are too many: the one that was longest not chosen', () => {
    const people = Array.from({ length: maxMessageStyles }, (_, at) => `sip:p${at}@example.com`);
    const full = people.reduce<ReturnType<typeof withStyleFor>>((all, uri) => withStyleFor(all, uri, bold), []);
    const next = withStyleFor(withStyleFor(full, 'sip:p0@example.com', blue), lee, bold);
    expect(next).toHaveLength(maxMessageStyles);
    expect(next.slice(0, 2).map(({ uri }) => uri)).toEqual([lee, 'sip:p0@example.com']);
    expect(styleFor(next, 'sip:p1@example.com')).toStrictEqual(plainStyle);
  });
});
