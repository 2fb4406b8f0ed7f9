import { describe, expect, it } from 'vitest';
import { spaces } from '../spaces';
import { xml, type XmlPart } from '../stream/element';
import { exactElement, readContent } from './content';

const said = (...parts: XmlPart[]): string | undefined => readContent(xml('message', { type: 'chat' }, parts));
const url = 'https://files.example.com/1/plan.pdf';
const oob = xml('x', { xmlns: spaces.oob }, xml('url', {}, url));

describe('what a message says', () => {
  it.each(['  blanks  ', '*stars* _lines_ ~waves~ `code`', '> quoted\nanswer', '0012', ']]>', 'a\r\nb', '\u{1F600}'])(
    'is its text exactly: %j',
    (words) => {
      expect(said(xml('body', {}, words))).toBe(words);
    },
  );

  it('keeps its line ends on a way that does not, and says nothing that the text does not', () => {
    const exact = exactElement('one\r\ntwo\rthree');
    expect(said(xml('body', {}, 'one\ntwo\nthree'), exact)).toBe('one\r\ntwo\rthree');
    expect(said(xml('body', {}, 'something else'), exact)).toBe('something else');
    expect(exactElement('one\ntwo')).toBeUndefined();
  });

  it('is nothing in a chat state, a receipt or keys alone', () => {
    expect(said(xml('composing', { xmlns: spaces.chatStates }))).toBeUndefined();
    expect(said(xml('received', { xmlns: spaces.receipts, id: '1' }))).toBeUndefined();
    expect(said(xml('encrypted', { xmlns: spaces.omemo }, xml('header')))).toBeUndefined();
  });

  it('is a file with its link, once', () => {
    expect(said(xml('body', {}, url), oob)).toBe(url);
    expect(said(xml('body', {}, 'The plan'), oob)).toBe(`The plan\n${url}`);
    const sims = xml(
      'reference',
      { xmlns: spaces.reference, type: 'data' },
      xml(
        'media-sharing',
        { xmlns: spaces.sims },
        xml('file', { xmlns: spaces.jingleFile }, xml('name', {}, 'plan.pdf')),
        xml('sources', {}, xml('reference', { xmlns: spaces.reference, type: 'data', uri: url })),
      ),
    );
    expect(said(sims)).toBe(`plan.pdf: ${url}`);
    const sfs = xml(
      'file-sharing',
      { xmlns: spaces.sfs },
      xml('file', { xmlns: spaces.fileMetadata }, xml('name', {}, 'plan.pdf')),
      xml('sources', {}, xml('url-data', { xmlns: spaces.urlData, target: url })),
    );
    expect(said(sfs, sims)).toBe(`plan.pdf: ${url}`);
  });

  it('gives no link that is none of the web', () => {
    expect(said(xml('x', { xmlns: spaces.oob }, xml('url', {}, 'javascript:alert(1)')))).toBeUndefined();
    expect(said(xml('x', { xmlns: spaces.oob }, xml('url', {}, 'file:///etc/passwd')))).toBeUndefined();
  });

  it('is a reaction in words', () => {
    const reactions = (...all: string[]): XmlPart =>
      xml(
        'reactions',
        { xmlns: spaces.reactions, id: '1' },
        all.map((each) => xml('reaction', {}, each)),
      );
    expect(said(reactions('\u{1F44D}', '\u{1F389}'))).toBe('Reaction: \u{1F44D} \u{1F389}');
    expect(said(reactions())).toBe('A reaction was taken back.');
  });

  it('is a correction as such', () => {
    expect(said(xml('body', {}, 'noon'), xml('replace', { xmlns: spaces.correction, id: '1' }))).toBe(
      'Correction: noon',
    );
  });

  it.each([
    xml('encrypted', { xmlns: spaces.omemo }, xml('header'), xml('payload', {}, 'AAAA')),
    xml('encrypted', { xmlns: spaces.omemo2 }, xml('header'), xml('payload', {}, 'AAAA')),
    xml('encryption', { xmlns: spaces.encryption, namespace: spaces.omemo }),
    xml('x', { xmlns: spaces.pgp }, 'AAAA'),
  ])('is encrypted for another program, whatever stands in its place: %#', (encrypted) => {
    expect(said(xml('body', {}, 'I sent you a message that your client cannot read'), encrypted)).toBe(
      'This message is encrypted for another program.',
    );
  });
});
