// What holds for every record, whatever its table says.
import { describe, expect, expectTypeOf, it } from 'vitest';
import { allOf, allowedNames, checkNames, textOnly, type AllowedNames } from './allowed-names';
import { unionOf } from './codec';
import { decodeAnswer, decodeEvents, encodeEvents, type CwaEvent } from './events';
import { integer } from './form';
import { ProtocolError } from './protocol-error';
import { attribute, handMade, record } from './record';
import { parseXml } from './xml';

/** More than one call takes as arguments. */
const many = 150_000;
const uri = 'sip:lee@example.com';

describe('a list of any length', { timeout: 60_000 }, () => {
  const document = (words: string): string => `<cwaEvents ackId="1">${words}</cwaEvents>`;

  it('is read where its entries have lists of their own', () => {
    const containers = '<container id="1"/>'.repeat(many);
    const { events } = decodeEvents(document(`<containers eid="1">${containers}</containers><selfPresence eid="2"/>`));
    expect(events).toMatchObject([{ kind: 'containers', containers: { length: many } }, { kind: 'selfPresence' }]);
  });

  it('of refusals is read', () => {
    const refusals = '<error code="18100"/>'.repeat(many);
    expect(decodeAnswer(document(`<cwaResponses>${refusals}</cwaResponses>`)).refusals).toHaveLength(many);
  });

  it.each<readonly [string, CwaEvent]>([
    [
      'as records',
      { kind: 'subscribers', subscribers: Array.from({ length: many }, () => ({ uri, acknowledged: true })) },
    ],
    [
      'by hand',
      { kind: 'conference', confId: 1, updates: Array.from({ length: many }, () => ({ kind: 'unknown', name: 'b' })) },
    ],
    [
      'as the XML of others',
      { kind: 'userPresence', users: [{ uri, categories: [], rawCategories: [], xml: '<b/>'.repeat(many) }] },
    ],
  ])('is written %s', (_how, event) => {
    expect(encodeEvents({ ackId: 1, events: [event] }).length).toBeGreaterThan(many);
  });
});

describe('the names of two records', () => {
  const plain = allowedNames([], { a: textOnly });
  const open = allowedNames([], { a: { ...textOnly, isOpen: true } });

  it.each([allOf(plain, open), allOf(open, plain)])('are open where those of one of them are', (both) => {
    expect(() => checkNames(parseXml('<a><b xmlns="urn:b"/></a>'), both)).not.toThrow();
    expect(() => checkNames(parseXml('<a><b/></a>'), both)).toThrow(ProtocolError);
  });

  it('are closed where both are', () => {
    const check = (): void => checkNames(parseXml('<a><b xmlns="urn:b"/></a>'), allOf(plain, plain));
    expect(check).toThrow(ProtocolError);
  });
});

it('a field that is read by hand has to tell its names', () => {
  expectTypeOf(handMade).parameter(2).toEqualTypeOf<AllowedNames>();
});

it('a value that no codec writes is a bug of ours, and no document is to blame', () => {
  const union = unionOf([record('known', { id: attribute(integer) })]);
  const write = (): unknown => union.encode({ kind: 'other', id: 1 } as never);
  expect(write).toThrow('no codec writes other');
  expect(write).not.toThrow(ProtocolError);
});
