import { expect, it } from 'vitest';
import type { Entry } from '../format';
import { deedsIn } from './deeds';
import { peopleOf } from './people-of';

const card = (number: string): string =>
  `<contactCard><phone type="home"><uri>tel:${number}</uri><displayString>${number}</displayString></phone></contactCard>`;

it('finds the telephones of the client and of others', () => {
  const logon = '<logon><user>EXAMPLE\\dana</user><uri>sip:dana@example.com</uri></logon>';
  const told =
    `<cwaEvents><selfPresence>${card('0100')}</selfPresence>` +
    `<userPresence><user uri="sip:Lee@example.com">${card('0101')}${card('0102')}</user></userPresence></cwaEvents>`;
  const entries: readonly Entry[] = [logon, told].map((body, at) => ({
    at,
    n: at + 1,
    answer: { status: 200, headers: [], body },
  }));
  const { self, others } = peopleOf(entries);
  expect(self?.phones).toEqual([{ type: 'home', number: '0100' }]);
  expect(others.map(({ phones }) => phones)).toEqual([[{ type: 'home', number: '0101' }]]);
});

it('finds what others wrote of themselves, that they type, and that a message has a format', () => {
  const uri = 'sip:lee@example.com';
  const told =
    `<cwaEvents><userPresence><user uri="${uri}"><note><body type="personal">Out</body></note>` +
    '<availability>3500</availability></user></userPresence>' +
    `<conference><composingState uri="${uri}">idle</composingState></conference>` +
    `<conference><messageReceived sender="${uri}"><message><format>FN=Arial</format><content>Hi</content></message>` +
    '</messageReceived></conference></cwaEvents>';
  expect(deedsIn(told)).toEqual([
    { kind: 'note', uri, text: 'Out' },
    { kind: 'presence', uri, availability: 'available' },
    { kind: 'typing', uri, isTyping: false },
    { kind: 'send', uri, text: 'Hi', isFormatted: true },
  ]);
});
