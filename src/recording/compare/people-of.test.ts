import { expect, it } from 'vitest';
import type { Entry } from '../format';
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
