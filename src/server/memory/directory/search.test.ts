import { describe, expect, it } from 'vitest';
import { personFinder, type SearchCriteria } from './search';

const person = {
  name: 'Chloé van der Meer',
  uri: 'sip:chloe@example.com',
  record: {
    uri: 'sip:chloe@example.com',
    user: 'EXAMPLE\\cvdm',
    name: 'Chloé van der Meer',
    email: 'c.meer@mail.example.com',
  },
};
const none: SearchCriteria = { firstName: [], lastName: [], displayName: [], emailAlias: [] };
const finds = (criteria: Partial<SearchCriteria>): boolean => personFinder({ ...none, ...criteria })(person);

describe('personFinder', () => {
  it.each([
    ['first name', { firstName: ['chloe'] }, true],
    ['last name by its beginning', { lastName: ['VAN'] }, true],
    ['last name by a later word', { lastName: ['meer'] }, true],
    ['a last name is no first name', { firstName: ['meer'] }, false],
    ['display name across words', { displayName: ['chloé  van'] }, true],
    ['not from inside a word', { displayName: ['hlo'] }, false],
    ['7.33 the local part of the mail address', { emailAlias: ['c.me'] }, true],
    ['7.33 the whole mail address', { emailAlias: ['C.Meer@mail.example.com'] }, true],
    ['7.33 the SIP address', { emailAlias: ['chloe@example.com'] }, true],
    ['7.33 never the account name', { emailAlias: ['cvdm'] }, false],
    ['the domain alone is no beginning', { emailAlias: ['example.com'] }, false],
    ['no term at all', {}, false],
    ['empty terms count as absent', { firstName: ['', '  '] }, false],
    ['or is the default', { firstName: ['nobody'], lastName: ['meer'] }, true],
    ['and wants all', { firstName: ['nobody'], lastName: ['meer'], function: 'and' }, false],
    ['and with all', { firstName: ['chloe'], lastName: ['meer'], function: 'and' }, true],
    ['and ignores an empty term', { firstName: ['chloe'], lastName: [''], function: 'and' }, true],
  ] as const)('%s', (_, criteria, expected) => {
    expect(finds(criteria)).toBe(expected);
  });
});
