import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toXmlText } from '../../protocol/xml-text';
import { maxMessageLength } from '../../shared/domain/message';
import { addressOf, speakersOf, type LogPlace } from './chat-log';
import { logPlace } from './log-place';
import { ownNamesOf } from './own-names';
import { readLog } from './read-log';

const place = (...parts: string[]): LogPlace => {
  const found = logPlace(parts);
  if (!found) throw new Error('it is a log');
  return found;
};
const html = place('logs', 'jabber', 'dana@example.com', 'lee@example.com', '2008-03-03.101112+0100CET.html');
const text = place('logs', 'sipe', 'dana@example.com,DANA', 'lee@example.com', '2008-03-03.235800+0100CET.txt');
const xml = place(
  'Jabber.dana@example.com',
  'lee@example.com',
  'lee@example.com (2008-10-03T09.11.35-0700).chatlog',
  'a.xml',
);
const old = place('AIM.danareyes', 'leepark', 'leepark (2006-01-02|22.10.00).html');

const said = (source: string, of: LogPlace) =>
  readLog(source, of).lines.map(({ at, speaker, isOwn, body }) => [
    new Date(at).toISOString(),
    speaker,
    isOwn,
    body.text,
  ]);

describe('the place of a log', () => {
  it('says whose it is, with whom, and when it began', () => {
    expect(html).toEqual({
      program: 'pidgin',
      service: 'jabber',
      account: 'dana@example.com',
      peer: 'lee@example.com',
      isRoom: false,
      format: 'pidgin-html',
      startedAt: { wall: Date.UTC(2008, 2, 3, 10, 11, 12), zone: 60 },
    });
    expect(xml).toMatchObject({
      program: 'adium',
      service: 'jabber',
      account: 'dana@example.com',
      format: 'adium-xml',
    });
    expect(xml.startedAt).toEqual({ wall: Date.UTC(2008, 9, 3, 9, 11, 35), zone: -420 });
    expect(old).toMatchObject({
      service: 'aim',
      peer: 'leepark',
      format: 'adium-html',
      startedAt: { zone: undefined },
    });
  });

  it('has names as they were, and knows rooms', () => {
    const escaped = place('irc', 'dana%40irc.example.com', '%23parley.chat', '2008-03-03.101112.txt');
    expect(escaped).toMatchObject({ account: 'dana@irc.example.com', peer: '#parley', isRoom: true });
    expect(place('irc', 'a', '100%', '2008-03-03.101112.txt').peer).toBe('100%');
  });

  it.each([
    ['logs', 'jabber', 'a', 'b', 'notes.txt'],
    ['logs', 'jabber', 'a', 'b', '2008-02-30.101112.txt'],
    ['logs', 'jabber', 'a', 'b', '2008-03-03.991112.txt'],
    ['logs', 'jabber', 'a', '.system', '2008-03-03.101112.txt'],
    ['2008-03-03.101112.txt'],
    ['Jabber', 'b', 'b (2008-10-03T09.11.35-0700).chatlog', 'a.xml'],
    ['Jabber.a', 'b', 'b (2008-10-03T09.11.35-0700).chatlog', 'picture.png'],
    ['Jabber.a', 'b', 'b (yesterday).chatlog', 'a.xml'],
  ])('is none where it is %s/%s/%s/%s/%s', (...parts) => {
    expect(logPlace(parts)).toBeUndefined();
  });
});

describe('a log of Pidgin', () => {
  it('as HTML has who said what, by their colours, without what the program said', () => {
    const source = `<html><head><title>Conversation with lee@example.com</title></head><body><h3>Conversation</h3>
<font color="#A82F2F"><font size="2">(10:11:15)</font> <b>Lee Park:</b></font> Is the <b>blue</b> crane free?<br/>two &lt;2&gt; &amp; more<br/>
<font size="2">(10:11:40)</font><b> Lee Park has gone away.</b><br/>
<font color="#16569E"><font size="2">(10:12:00)</font> <b>Dana:</b></font> <span style='font-weight: bold; color: #ff0000'>It is.</span><br/>
as of noon<br/>
<font color="#062585"><font size="2">(10:13:00)</font> <b>***Lee Park</b></font> cheers<br/>
</body></html>`;
    expect(said(source, html)).toEqual([
      ['2008-03-03T09:11:15.000Z', 'Lee Park', false, 'Is the blue crane free?\ntwo <2> & more'],
      ['2008-03-03T09:12:00.000Z', 'Dana', true, 'It is.\nas of noon'],
      ['2008-03-03T09:13:00.000Z', 'Lee Park', undefined, '* Lee Park cheers'],
    ]);
  });

  it('of a later version has the colours in styles', () => {
    const source = `<span style="color: #16569E"><span style="font-size: smaller">(03:11:15 PM)</span> <b>dana@example.com/Home:</b></span> Yes<br>`;
    expect(said(source, html)).toEqual([['2008-03-03T14:11:15.000Z', 'dana@example.com/Home', true, 'Yes']]);
  });

  it('keeps a look that is around all of the words, and no other', () => {
    const line = (words: string): string =>
      `<font color="#A82F2F"><font size="2">(10:11:15)</font> <b>Lee:</b></font> ${words}<br/>`;
    const styleOf = (words: string) => readLog(line(words), html).lines[0]?.body.style;
    expect(styleOf('<b><i>Now</i></b>')).toMatchObject({ bold: true, italic: true, underline: false });
    expect(styleOf('<b>Now</b> or never')).toBeUndefined();
    expect(styleOf('<font face="Segoe UI" color="#FF0000">Now</font>')).toMatchObject({
      font: 'Segoe UI',
      color: '#ff0000',
    });
    expect(styleOf('<font face="x;y{}" color="url(evil)">Now</font>')).toBeUndefined();
  });

  it('shows no script, and of a picture what stands for it', () => {
    const source = `<font color="#A82F2F"><font size="2">(10:11:15)</font> <b>Lee:</b></font> <script>alert(1)</script>a<img src="x" onerror="b()" alt=":-)"> c<br/>`;
    expect(said(source, html)[0]?.[3]).toBe('a:-) c');
  });

  it('as text goes past midnight, and goes on over several lines', () => {
    const source = `Conversation with lee@example.com at Mon 03 Mar 2008 23:58:00 on dana@example.com (sipe)
(23:58:10) Lee Park: Is it free?
(23:59:00) Lee Park has signed off.
(00:01:00) Dana Reyes: It is:
as of noon
(2008-03-05 08:00:00) Lee Park: Thanks`;
    expect(said(source, text)).toEqual([
      ['2008-03-03T22:58:10.000Z', 'Lee Park', undefined, 'Is it free?'],
      ['2008-03-03T23:01:00.000Z', 'Dana Reyes', undefined, 'It is:\nas of noon'],
      ['2008-03-05T07:00:00.000Z', 'Lee Park', undefined, 'Thanks'],
    ]);
  });

  it('says nothing of what the program could not send', () => {
    const quoted = 'This message was not delivered to Lee Park because one or more recipients are offline:';
    const source = `(23:58:10) Dana: \nIs it free?\n(23:58:11) ${quoted}\nIs it free?\n(23:59:00) Dana: Well`;
    expect(said(source, text).map(([, speaker, , words]) => [speaker, words])).toEqual([
      ['Dana', 'Is it free?'],
      ['Dana', 'Well'],
    ]);
    const page = `<font color="#16569E"><font size="2">(10:12:00)</font> <b>Dana:</b></font> Is it free?<br/>
<font color="#FF0000"><font size="2">(10:12:01)</font><b> ${quoted}<br/><font color="#888888"></b>Is it free?<b></font></b></font><br/>`;
    expect(said(page, html).map(([, speaker, , words]) => [speaker, words])).toEqual([['Dana', 'Is it free?']]);
  });

  it('takes a day for that of the two that is nearer to what was said before', () => {
    const source = '(03/04/2008 08:00:00 AM) Lee: One\n(04.03.2008 09:00:00) Lee: Two\n(3/4/2008 12:05 AM) Lee: Three';
    expect(said(source, text).map(([at]) => at)).toEqual([
      '2008-03-04T07:00:00.000Z',
      '2008-03-04T08:00:00.000Z',
      '2008-03-03T23:05:00.000Z',
    ]);
  });
});

describe('a log of Adium', () => {
  it('as XML has times with their zones, also where its end is missing', () => {
    const source = `<?xml version="1.0" encoding="UTF-8" ?>
<chat xmlns="http://purl.org/net/ulf/ns/0.4-02" account="Dana@example.com" service="Jabber"><event type="windowOpened" sender="dana@example.com" time="2008-10-03T09:11:35-07:00"/>
<message sender="lee@example.com" time="2008-10-03T09:11:40-07:00" alias="Lee"><div><span style="font-family: Helvetica; font-size: 12pt;">Is it<br/>free?</span></div></message>
<status type="away" sender="lee@example.com" time="2008-10-03T09:12:00-07:00"/>
<message sender="dana@example.com" time="2008-10-03T09:13:00-0700"><div>It &amp; more</div></message>
<message sender="lee@example.com" time="2008-10-03T09:1`;
    expect(said(source, xml)).toEqual([
      ['2008-10-03T16:11:40.000Z', 'lee@example.com', false, 'Is it\nfree?'],
      ['2008-10-03T16:13:00.000Z', 'dana@example.com', true, 'It & more'],
    ]);
    expect(readLog(source, xml).lines[0]?.body.style).toMatchObject({ font: 'Helvetica' });
  });

  it('as XML that does not say whose it is has the account of its folder', () => {
    const source = `<message sender="dana@example.com" time="2008-10-03T09:13:00-07:00"><div>It is</div></message>`;
    const [line] = readLog(source, xml).lines;
    expect(line?.isOwn).toBeUndefined();
    expect(speakersOf([line!], xml)).toEqual({ own: ['dana@example.com'], others: [], unknown: [] });
  });

  it('as HTML has what was sent and received', () => {
    const source = `<div class="receive"><span class="timestamp">10:10:12 PM</span> <span class="sender">leepark: </span><pre class="message">Is it
free?</pre></div>
<div class="status">leepark went away (10:11:00 PM)</div>
<div class="send"><span class="timestamp">10:12:00 PM</span> <span class="sender">danareyes: </span><pre class="message">Yes</pre></div>`;
    const offset = new Date(2006, 0, 2, 22).getTimezoneOffset() * 60_000;
    const at = (minute: number, second: number): string =>
      new Date(Date.UTC(2006, 0, 2, 22, minute, second) + offset).toISOString();
    expect(said(source, old)).toEqual([
      [at(10, 12), 'leepark', false, 'Is it\nfree?'],
      [at(12, 0), 'danareyes', true, 'Yes'],
    ]);
  });
});

describe('who speaks', () => {
  const lines = (...names: string[]) => names.map((speaker) => ({ at: 0, speaker, body: { text: 'x' } }));
  const nobody = { own: new Set<string>(), others: new Set<string>() };
  const ownOf = (names: string[], known = nobody) => ownNamesOf(speakersOf(lines(...names), text)!, known, text);

  it('is known by the address, by the other one, or by other logs', () => {
    expect(ownOf(['lee@example.com', 'Dana'])).toEqual(['dana']);
    expect(ownOf(['DANA@example.com', 'Lee'])).toEqual(['dana@example.com']);
    expect(ownOf(['Dana', 'Lee'], { own: new Set(['dana']), others: new Set() })).toEqual(['dana']);
    expect(ownOf(['Lee'], { own: new Set(), others: new Set(['lee']) })).toEqual([]);
  });

  it('is nobody where nobody can tell', () => {
    expect(ownOf(['Dee', 'Lily'], { own: new Set(['dee', 'lily']), others: new Set() })).toBeUndefined();
    const both = { account: 'dana@example.com', peer: 'dana@home.example.com' };
    expect(ownNamesOf(speakersOf(lines('Dana'), both)!, nobody, both)).toBeUndefined();
    expect(ownOf(['Dee', 'Lily'])).toBeUndefined();
    expect(ownOf(['Dee'])).toBeUndefined();
    expect(ownOf(['lee', 'Dee', 'Lily'])).toBeUndefined();
    expect(speakersOf(lines(...Array.from({ length: 30 }, (_, n) => `n${n}`)), text)).toBeUndefined();
  });

  it('is the same wherever they were signed in', () => {
    expect(addressOf('sip:lee@example.com')).toBe('lee@example.com');
    expect(addressOf('lee@example.com/Home')).toBe('lee@example.com');
    expect(addressOf('lee@example.com,EXAMPLE\\lee')).toBe('lee@example.com');
  });
});

describe('a log of any kind', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '<',
      '>',
      '"',
      '=',
      '\n',
      '<b>',
      '</b>',
      '&#x110000;',
      '&#xD800;',
      '<font color="#16569E"><font size="2">(10:11:12)</font> <b>Dana:</b></font> ',
      '(10:11:12) Lee: ',
      '<message sender="lee@example.com" time="2008-10-03T09:11:40-07:00">',
      '</message>',
      '<div class="send"><span class="timestamp">10:12</span><span class="sender">a:</span><pre class="message">',
      '<span style="a:b;:;color:#ffffff">',
    ),
  );
  it('never breaks anything, and has words and times only', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom(html, text, xml, old), (pieces, of) => {
        for (const { at, speaker, body } of readLog(pieces.join(''), of).lines) {
          expect(Number.isSafeInteger(at)).toBe(true);
          expect(speaker).not.toBe('');
          expect(body.text).not.toBe('');
          expect(body.text.length).toBeLessThanOrEqual(maxMessageLength);
          expect(toXmlText(body.text)).toEqual({ text: body.text, replaced: 0 });
        }
      }),
    );
  });

  it('has no message longer than one can be', () => {
    const [only] = readLog(`(10:11:12) Lee: ${'x'.repeat(maxMessageLength + 5)}`, text).lines;
    expect(only?.body.text).toHaveLength(maxMessageLength);
  });

  it('may stand anywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 6 }), (parts) => {
        logPlace(parts);
      }),
    );
  });
});
