// What reads texts of others cannot be made slow by them: servers, proxies, people, files, pages and the clipboard. Beside the
// expressions (expressions.test.ts) this shows the loops around them, the libraries, and what is put together at run time.
import { describe, expect, it } from 'vitest';
import { fillSignInForm } from '../../src/cli/sign-in-page';
import type { LogPlace } from '../../src/main/logs/chat-log';
import { logPlace } from '../../src/main/logs/log-place';
import { readStamp } from '../../src/main/logs/log-stamp';
import { readLog } from '../../src/main/logs/read-log';
import { createMask } from '../../src/main/diagnostics/mask-private';
import { markedSnippet } from '../../src/main/store/history/marked-words';
import { searchExpression, searchTerms } from '../../src/main/store/history/search-expression';
import { indexedText } from '../../src/main/store/history/words';
import { bodyText } from '../../src/main/uc/http/body-text';
import { isWebPage } from '../../src/main/uc/http/captive-portal';
import { exchangeWithNtlm } from '../../src/main/uc/http/node/ntlm';
import { personName } from '../../src/main/uc/people/person-name';
import { ackIdOfUnreadable } from '../../src/main/uc/channels/poll-answer';
import { proxiesOf } from '../../src/main/uc/http/proxy-environment';
import { routeIn } from '../../src/main/uc/http/proxy-route';
import { parseServerAddress } from '../../src/main/uc/http/server-address';
import { certificateName, fingerprintOf, normalizeFingerprint } from '../../src/main/uc/http/server-certificate';
import { basePathOf } from '../../src/main/uc/http/server-path';
import { readCookieDate, readSetCookie } from '../../src/main/uc/http/set-cookie';
import { redirected } from '../../src/main/uc/http/redirect';
import { isFromCache } from '../../src/main/uc/channels/stale-answers';
import { decodeEvents } from '../../src/protocol/events';
import { decodeImFormat } from '../../src/protocol/im-format';
import { ProtocolError } from '../../src/protocol/protocol-error';
import { decodeRefusals } from '../../src/protocol/refusals';
import { decodeReplies } from '../../src/protocol/replies';
import { decodeRequests } from '../../src/protocol/requests';
import { decodeUri, heardUri } from '../../src/protocol/uris';
import { parseXml } from '../../src/protocol/xml';
import { isXmlName } from '../../src/protocol/xml-names';
import { searchText, textMatcher } from '../../src/renderer/contacts/search-text';
import { parseAddress, parseAddresses } from '../../src/shared/address';
import { isEmojiOnly } from '../../src/renderer/message/emoji-only';
import { fontFamily } from '../../src/renderer/message/fonts';
import { textParts } from '../../src/renderer/message/links';
import { beginningOf } from '../../src/renderer/message/text-length';
import { initials } from '../../src/renderer/ui/initials';
import { runsIn } from '../../src/recording/mask/word-mask';
import { parseView } from '../../src/renderer/views';
import { personFinder } from '../../src/server/memory/directory/search';
import { createGate } from '../../src/server/front/http/own-address';
import { parsePollQuery } from '../../src/server/front/http/poll-query';
import { plainLines } from '../../src/shared/line-breaks';
import { openableLink } from '../../src/shared/links';
import { FailureError } from '../../src/shared/domain/failure';
import { weaknessOf } from './weakness';

const mask = createMask('salt');
const gate = createGate({ host: '127.0.0.1', isEncrypted: false, allowedHosts: [] });
const nothing = { firstName: [], lastName: [], displayName: [], emailAlias: [], function: 'and' } as const;
const lee = {
  uri: decodeUri('sip:lee@example.com'),
  name: 'Lee Park',
  record: { uri: 'sip:lee@example.com', user: 'lee', name: 'Lee Park' },
};

/** What reads, and what has to stand around the odd thing for it to be read at all. */
const readers: Readonly<Record<string, readonly [read: (text: string) => unknown, before?: string, after?: string]>> = {
  'the sight of a web page': [isWebPage],
  'a page behind other things': [isWebPage, '<?xml version="1.0"?>', '<html>'],
  'the mask of the log': [mask],
  'the mask of a recording': [(text) => [...runsIn(text)]],
  'the mask, in an element': [mask, '<user ', '>'],
  events: [decodeEvents, '<cwaEvents ackId="1">', '</cwaEvents>'],
  'the value of an attribute': [decodeEvents, '<cwaEvents ackId="1"><b eid="1" c="', '"/></cwaEvents>'],
  'the words of a message': [
    decodeEvents,
    '<cwaEvents ackId="1"><conference eid="1" confId="1"><messageReceived><message><content>',
    '</content></message></messageReceived></conference></cwaEvents>',
  ],
  'a start tag': [decodeEvents, '<cwaEvents ackId="1"><b ', '/></cwaEvents>'],
  'the root': [decodeEvents, '<cwaEvents ackId="1" ', '/>'],
  'what stands before the root': [decodeEvents, '', '<cwaEvents ackId="1"/>'],
  'an event that cannot be read': [decodeEvents, '<cwaEvents ackId="1"><b eid="1"><c d=1>', '</b></cwaEvents>'],
  'entries of a list, one of which cannot be read': [
    decodeEvents,
    '<cwaEvents ackId="1"><contactGroup eid="1"><contact uri="a@b.c"/><contact b=1/>',
    '</contactGroup></cwaEvents>',
  ],
  'what is in an entry that cannot be read': [
    decodeEvents,
    '<cwaEvents ackId="1"><userPresence eid="1"><user uri="a@b.c"><cwaCategory name="a"/><cwaCategory b=1>',
    '</cwaCategory></user></userPresence></cwaEvents>',
  ],
  replies: [decodeReplies, '<cwaResponses>', '</cwaResponses>'],
  'the words of a refusal': [
    decodeReplies,
    '<cwaResponses><requestFailed rid="1"><error code="18102" detail="',
    '"/></requestFailed></cwaResponses>',
  ],
  refusals: [decodeRefusals, '<cwaEvents>', '</cwaEvents>'],
  requests: [decodeRequests, '<cwaRequests sid="1">', '</cwaRequests>'],
  'a whole document': [parseXml, '<a>', '</a>'],
  'an end tag': [parseXml, '<a></a', '>'],
  'a reference': [parseXml, '<a>&#', '65;</a>'],
  'the number in a broken document': [(text) => ackIdOfUnreadable(text, 1), '<cwaEvents ', '></cwaEvents>'],
  'the end of a broken document': [(text) => ackIdOfUnreadable(text, 1), '<cwaEvents>', '</cwaEvents'],
  names: [isXmlName, 'a'],
  'addresses off the wire': [heardUri, 'sip:'],
  'the format of a message': [decodeImFormat, 'X-MMS-IM-Format: FN=', '; EF=B'],
  'a body in some encoding': [(text) => bodyText(Buffer.from(text), 'text/xml; charset='), '<?xml version="1.0" '],
  'its content type': [(text) => bodyText(Buffer.from('a'), text), 'text/xml; charset='],
  'the challenge of a proxy or server': [ntlm, 'NTLM '],
  cookies: [(text) => readSetCookie(text, 0), 'a=b; '],
  'dates of cookies': [readCookieDate],
  'the ways to a proxy': [routeIn, 'PROXY '],
  'the proxies of an environment': [
    (text) => proxiesOf({ HTTPS_PROXY: text, NO_PROXY: text }).proxyFor('https://im.example.com/'),
  ],
  'the headers of a cache': [(text) => isFromCache({ 'x-cache': text, 'cache-status': text, warning: text })],
  'the address of a server': [parseServerAddress],
  'where a redirect leads': [(text) => redirected(302, 'https://im.example.com/', text), 'https://'],
  'the path of a server': [basePathOf, '/'],
  certificates: [fingerprintOf, '-----BEGIN'],
  'the names in a certificate': [certificateName],
  fingerprints: [normalizeFingerprint, 'sha256:'],
  'the names of people': [personName],
  initials: [initials, 'Lee '],
  'the name of a font': [fontFamily],
  'the text of a message': [textParts],
  'a link in it': [textParts, 'https://example.com/'],
  'a letter in it': [textParts, 'mailto:lee@example.com?'],
  'the beginning of a long text': [beginningOf],
  'a text of signs': [isEmojiOnly],
  'what is opened': [openableLink, 'https://'],
  'what is put between lines': [plainLines],
  'what people type to search in the list': [(text) => textMatcher(text)(searchText('Lee Park'))],
  'the names in the list': [(text) => textMatcher('park lee')(searchText(text))],
  'what people type to search in the history': [searchExpression],
  'a message in the index of the history': [indexedText],
  'a message that a search found': [(text) => markedSnippet(text, searchTerms('cranes "a a"'))],
  'what people type to search a server': [(text) => personFinder({ ...nothing, displayName: [text] })(lee)],
  'what people paste as addresses': [parseAddresses],
  'an address': [parseAddress, '<'],
  'the address of a window': [parseView, '#/invitation?to='],
  'the page of a sign-in': [form],
  'a form': [form, '<form action="/a">', '</form>'],
  'a field of a form': [form, '<form><input ', '></form>'],
  'the query of a poll': [parsePollQuery],
  'the host of a request': [(text) => gate({ headers: {}, hosts: [text] })],
  'a log of Pidgin as HTML': [
    log('pidgin-html'),
    '<font color="#16569E"><font size="2">(10:11:12)</font> <b>Lee:</b></font> ',
  ],
  'a name in it': [log('pidgin-html'), '<font color="#16569E"><font size="2">(10:11:12)</font> <b>', ':</b></font> a'],
  'a log of Pidgin as text': [log('pidgin-text'), '(10:11:12) Lee: '],
  'a time in it': [log('pidgin-text'), '(', ') Lee: a'],
  'a log of Adium as XML': [log('adium-xml'), '<message sender="a" time="2008-10-03T09:11:40-07:00">', '</message>'],
  'a log of Adium as HTML': [
    log('adium-html'),
    '<div class="send"><span class="timestamp">10:12</span><span class="sender">a:</span><pre class="message">',
  ],
  'the time of a line of a log': [readStamp],
  'the path of a log': [(text) => logPlace(['jabber', text, text, `2008-03-03.101112+0100${text}.txt`])],
  'the path of a log of Adium': [
    (text) => logPlace([`a.${text}`, text, `${text} (2008-10-03T09.11.35-0700${text}).html`]),
  ],
  'the origin of a request': [(text) => gate({ headers: { origin: text }, hosts: ['127.0.0.1'] })],
};

const parts = [
  ...[
    'a',
    'a.',
    '-.a',
    '0',
    'f',
    '_',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\0',
    'é',
    '…',
    '\u{1F600}',
    '\uD800',
    '\u202E',
    '\u0300\u0316',
  ],
  ...[
    '<',
    '>',
    '</',
    '<b>',
    '</b>',
    '<b ',
    '<b/>',
    '<b xmlns="urn:b"/>',
    '<!---->',
    '<!-- ',
    '-->',
    '<?b ?>',
    '<![CDATA[',
    '<user ',
    '<user>',
    '<contact b=1/>',
    '<contact>',
    '<cwaCategory b=1/>',
    '<cwaCategory><b>',
  ],
  ...['"', "'", '="', "='", 'name="', "name='", 'name: ', 'b="1" ', 'encoding="', '&', '&#', '&amp;', '&#65;'],
  ...['@', 'a@', '@a.', 'a@b.', 'a@b-', 'sip:', 'a\\', '\\', 'tel: ', 'xn--', '%', '%41', '=', '?', '#', '+'],
  ...['http://', 'http://a', 'https://a.b?', 'mailto:', 'mailto:a@b.c,', ',', ';', ':', '/', '(', '[', '{', '()'],
  ...['</cwaEvents ', ' ackId="', 'NTLM ', 'NTLM a,', '<form ', '<input ', '<form><input>', 'charset=', '!', '* '],
];

function log(format: LogPlace['format']): (text: string) => unknown {
  const place = { program: 'pidgin', service: 'a', account: 'a', peer: 'b', isRoom: false, format } as const;
  return (text) => readLog(text, { ...place, startedAt: { wall: 0, zone: 0 } });
}

function form(text: string): unknown {
  return fillSignInForm(text, new URL('https://im.example.com/'), 'lee', 'secret');
}

function ntlm(text: string): unknown {
  const answer = { status: 401, headers: { 'www-authenticate': text }, body: '' };
  return exchangeWithNtlm(async () => answer, { user: 'lee', password: 'secret' }).catch(expected);
}

function expected(error: unknown): void {
  if (!(error instanceof ProtocolError) && !(error instanceof FailureError)) throw error;
}

describe('takes time in proportion to the length of', () => {
  it.each(Object.entries(readers))(
    '%s',
    (_what, [read, before = '', after = '']) => {
      const attacks = parts.map(
        (part) => (length: number) => before + part.repeat(Math.max(1, length / part.length)) + after,
      );
      const careful = (text: string): void => {
        try {
          read(text);
        } catch (error) {
          expected(error);
        }
      };
      expect(weaknessOf(careful, attacks)).toBeUndefined();
    },
    120_000,
  );
});
