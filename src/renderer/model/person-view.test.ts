import { describe, expect, it } from 'vitest';
import { emptyModel, type Model } from '../../shared/domain/model';
import { unknownPerson } from '../../shared/domain/person';
import { displayName, personView, presenceOf } from './person-view';

const uri = 'sip:dana@example.com';
const person = (name: string | undefined) => ({
  uri,
  ...(name && { name }),
  phones: [],
  presence: { availability: 'busy' as const },
});
const contact = (name: string) => ({ uri, name, groupIds: [1], tag: false });
const withNames = (listed: string | undefined, own: string | undefined): Model => ({
  ...emptyModel,
  contacts: new Map(listed === undefined ? [] : [[uri, contact(listed)]]),
  people: new Map([[uri, person(own)]]),
});

describe('displayName', () => {
  it.each([
    ['the name of the contact list', withNames('Dana (work)', 'Dana Reyes'), undefined, 'Dana (work)'],
    ['the own name when the list has none', withNames('', 'Dana Reyes'), undefined, 'Dana Reyes'],
    [
      'the own name when the list only repeats the address',
      withNames('SIP:Dana@example.com', 'Dana Reyes'),
      undefined,
      'Dana Reyes',
    ],
    ['the hint when nobody knows a name', withNames(undefined, undefined), 'Dana R.', 'Dana R.'],
    ['the address as a last resort', emptyModel, ' ', 'dana@example.com'],
  ] as const)('takes %s', (_, model, hint, expected) => {
    expect(displayName(model, uri, hint)).toBe(expected);
  });

  it('says so of somebody whom nothing names', () => {
    expect(displayName(emptyModel, unknownPerson)).toBe('Somebody unknown');
  });

  it('knows the local user', () => {
    const self = { uri, name: 'Me', availability: 'away' as const, note: 'Tea', phones: [] };
    const model: Model = { ...emptyModel, self };
    expect(personView(model, uri)).toMatchObject({ name: 'Me', isSelf: true, isContact: false });
    expect(presenceOf(model, uri)).toEqual({ availability: 'away', note: 'Tea' });
  });
});

describe('presenceOf', () => {
  it('is unknown for somebody the server has said nothing about', () => {
    expect(presenceOf(emptyModel, uri)).toEqual({ availability: 'unknown' });
  });
});
