// `signInData` (protocol.md 4.5, 7.37): made at sign-in, handed back in `initiateSession`. What is inside replaces the numbers of
// the contact card; ours are the directory's own, so that a session without it, or with another's, is none the worse.
import { element, serializeXml, textElement } from '../../../protocol/xml';
import type { Person } from '../../memory/directory/directory';

export function makeSignInData(person: Person): string {
  const number = (type: string): string => person.record.phones?.find((phone) => phone.type === type)?.number ?? '';
  const xml = serializeXml(
    element(
      'signInData',
      {},
      textElement('workPhone', number('work')),
      textElement('homePhone', number('home')),
      textElement('mobilePhone', number('mobile')),
      textElement('otherPhone', number('other')),
      textElement('office', person.record.office ?? ''),
    ),
  );
  return Buffer.from(xml, 'utf8').toString('base64');
}
