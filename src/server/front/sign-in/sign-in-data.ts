// `signInData` (protocol.md 4.5, 7.37): made at sign-in, handed back in `initiateSession`. What is inside replaces the numbers of
// the contact card; ours are those that the world has of the person, so that a session without it, or with another's, is none the worse.
import { element, serializeXml, textElement } from '../../../protocol/xml';
import type { Person } from '../../world';

export function makeSignInData(person: Person): string {
  const number = (type: string): string => person.phones.find((phone) => phone.type === type)?.number ?? '';
  const xml = serializeXml(
    element(
      'signInData',
      {},
      textElement('workPhone', number('work')),
      textElement('homePhone', number('home')),
      textElement('mobilePhone', number('mobile')),
      textElement('otherPhone', number('other')),
      textElement('office', person.office ?? ''),
    ),
  );
  return Buffer.from(xml, 'utf8').toString('base64');
}
