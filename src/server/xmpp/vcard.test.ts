import { expect, it } from 'vitest';
import { spaces } from './spaces';
import { xml } from './stream/element';
import { readVCard } from './vcard';

it('reads what a card tells of a person, and calls whoever has none by their address', () => {
  const card = xml(
    'vCard',
    { xmlns: spaces.vcard },
    xml('FN', {}, ' Dana Reyes '),
    xml('ORG', {}, xml('ORGNAME', {}, 'Example Works')),
    xml('TEL', {}, xml('CELL'), xml('NUMBER', {}, '+1 202 555 0115')),
    xml('TEL', {}, xml('NUMBER')),
  );
  expect(readVCard('dana@example.com', card)).toEqual({
    name: 'Dana Reyes',
    phones: [{ type: 'mobile', number: '+1 202 555 0115' }],
    card: {
      displayName: 'Dana Reyes',
      email: 'dana@example.com',
      company: 'Example Works',
      phones: [{ type: 'mobile', uri: 'tel:+12025550115', displayString: '+1 202 555 0115' }],
    },
  });
  expect(readVCard('dana@example.com', undefined).name).toBe('dana');
});
