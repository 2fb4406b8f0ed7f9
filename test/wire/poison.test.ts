// Something in a list that cannot be read costs its own entry: over real HTTP all the others are shown, the person is told once that
// something is missing, and the log says why in a word of ours.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonUri } from '../../src/shared/domain/person';
import { Desk, until } from '../../src/main/uc/testing/desk';

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';
const ana = 'sip:ana@example.com';
const attributes = Array.from({ length: 130 }, (_, at) => ` b${at}="1"`).join('');
const deep = '<b>'.repeat(70) + '</b>'.repeat(70);

/** Of an element with an attribute; `xanthippe` is what somebody wrote there. */
const poisons: readonly (readonly [what: string, code: string, poison: (name: string, start: string) => string])[] = [
  ['a quote that is not escaped', 'not-well-formed', (name, start) => `<${name} ${start} x="a "xanthippe" b"/>`],
  ['a quote that does not end', 'not-well-formed', (name, start) => `<${name} ${start} x="xanthippe/>`],
  ['130 attributes', 'too-many-attributes', (name, start) => `<${name} ${start}${attributes}/>`],
  ['70 levels', 'too-deep', (name, start) => `<${name} ${start}>xanthippe${deep}</${name}>`],
  ['a name that is none', 'not-well-formed', (name, start) => `<${name} ${start}><xanthippe!/></${name}>`],
  ['an attribute whose name is none', 'not-well-formed', (name, start) => `<${name} ${start} xanthippe!="1"/>`],
  ['things that end in one another', 'not-well-formed', (name, start) => `<${name} ${start}><b><i></b></i></${name}>`],
  ['a document type', 'doctype', (name, start) => `<${name} ${start}><!DOCTYPE xanthippe []></${name}>`],
];

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.open();
  await desk.signIn();
});
afterEach(() => desk.close());

function expectTold(kind: string, code: string): void {
  expect(desk.signalsOf('warning')).toEqual([
    { kind: 'warning', code: 'unreadable-events', message: `an entry of ${kind}: ${code}` },
  ]);
  const line = `events: of no use here what=unreadable entry of ${kind} count=1 reason=${code}`;
  expect(desk.lines.filter((each) => each === line)).toHaveLength(1);
  expect(desk.lines.join('\n')).not.toContain('xanthippe');
}

const availabilityOf = (uri: PersonUri): string | undefined => desk.model.people.get(uri)?.presence.availability;

describe.each(poisons)('an entry with %s', (_what, code, poison) => {
  it('costs no other contact', async () => {
    const contact = (uri: string): string => `<contact uri="${uri}" name="N" groups="1"/>`;
    const odd = poison('contact', `uri="${ana}" name="A" groups="1"`);
    desk.service.pushXml(
      `<contactGroup eid="EID" fullList="true"><group id="1" name="~"/>${contact(lee)}${odd}${contact(kim)}</contactGroup>`,
    );
    await desk.service.applied();
    await until(() => desk.model.contacts.size > 0, 'the contacts');
    expect([...desk.model.contacts.keys()]).toEqual([lee, kim]);
    expect([...desk.model.groups.keys()]).toEqual([1]);
    expectTold('contactGroup', code);
  });

  it('costs the presence of nobody else, and no other category of the same person', async () => {
    const category = (name: string, payload: string): string =>
      `<cwaCategory name="${name}" instance="1">${payload}</cwaCategory>`;
    const state = (availability: number): string =>
      category(
        'state',
        '<state xmlns="http://schemas.microsoft.com/2006/09/sip/state" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="aggregateState">' +
          `<availability>${availability}</availability></state>`,
      );
    const user = (uri: string, inside: string): string => `<user uri="${uri}">${inside}</user>`;
    const odd = poison('cwaCategory', 'name="odd"');
    desk.service.pushXml(
      `<userPresence eid="EID">${user(lee, state(3500))}${user(kim, odd + state(6500))}${user(ana, state(3500))}</userPresence>`,
    );
    await desk.service.applied();
    await until(() => availabilityOf(lee) !== undefined, 'the presence');
    expect([lee, kim, ana].map(availabilityOf)).toEqual(['available', 'busy', 'available']);
    expectTold('userPresence', code);
  });

  it('costs nobody else in a search', async () => {
    desk.service.onRequest = (request) => {
      if (request.kind !== 'search') return desk.service.succeed(request);
      const user = (uri: string): string => `<user uri="${uri}" displayName="N"/>`;
      const odd = poison('user', `uri="${ana}" displayName="A"`);
      desk.service.pushXml(
        `<searchResult eid="EID" rid="${request.rid}" returned="3" moreAvailable="false">${user(lee)}${odd}${user(kim)}</searchResult>`,
      );
      return { kind: 'requestAccepted', rid: request.rid };
    };
    const { hits } = await desk.engine.searchDirectory('n');
    expect(hits.map(({ uri }) => uri)).toEqual([lee, kim]);
    expectTold('searchResult', code);
  });
});

it('is nothing else where no entry can be read: the event is lost, and the log says why', async () => {
  desk.service.pushXml(`<userPresence eid="EID"><user uri="${lee}">${deep}</user></userPresence>`);
  await desk.service.applied();
  expect(desk.signalsOf('warning')).toMatchObject([{ code: 'unreadable-events' }]);
  expect(desk.lines).toContain('events: unreadable reason=too-deep');
});
