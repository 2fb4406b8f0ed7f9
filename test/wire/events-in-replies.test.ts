// What belongs to the data channel and stands in the reply to a command, over real HTTP (protocol.md 1.8, 7.4, 7.22): it counts as if a
// poll had brought it, and once, whether a poll brings it too or not.
import { describe, expect, it } from 'vitest';
import type { CwaRequest } from '../../src/protocol/requests';
import { clockAt, Desk, until } from '../../src/main/uc/testing/desk';

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';

const said = (text: string, eid = ''): string =>
  `<conference${eid} confId="3"><messageReceived sender="${lee}"><message><content>${text}</content></message></messageReceived></conference>`;

const kindOf = (request: CwaRequest): string => (request.kind === 'conference' ? request.action.kind : request.kind);

async function withDesk(run: (desk: Desk) => Promise<void>): Promise<void> {
  const desk = await Desk.open();
  try {
    desk.newEngine(clockAt(20));
    await desk.signIn();
    await run(desk);
  } finally {
    await desk.close();
  }
}

/** Says how often it was asked. */
function answer({ service }: Desk, kind: string, reply: (rid: string) => string): { count: number } {
  const asked = { count: 0 };
  service.answerCommands = (requests) => {
    const [first] = requests;
    if (!first || kindOf(first) !== kind) return undefined;
    asked.count += 1;
    return { body: reply(first.rid) };
  };
  return asked;
}

const inReplies = (inside: string): string => `<cwaResponses requestProcessed="1">${inside}</cwaResponses>`;
const inEvents = (inside: string): string => `<cwaEvents ackId="9000">${inside}</cwaEvents>`;
const succeeded = (rid: string): string => `<requestSucceeded eid="4" rid="${rid}"/>`;

const successes: readonly (readonly [string, (rid: string) => string])[] = [
  ['alone', (rid) => inReplies(`<requestSucceeded rid="${rid}"/>`)],
  ['without a rid', () => inReplies('<requestSucceeded/>')],
  ['beside requestAccepted', (rid) => inReplies(`<requestAccepted rid="${rid}"/>${succeeded(rid)}`)],
  ['in cwaEvents', (rid) => inEvents(succeeded(rid))],
  ['in cwaEvents in cwaResponses', (rid) => inReplies(inEvents(succeeded(rid)))],
];

describe.concurrent('requestSucceeded in a reply, and nothing in a poll', () => {
  it.each(successes)('%s: a message is sent', (_name, reply) =>
    withDesk(async (desk) => {
      const id = await desk.connected([lee], 3);
      answer(desk, 'sendMessage', reply);
      const { messageId } = await desk.engine.sendMessage(id, { text: 'A' });
      const delivery = (): string | undefined =>
        desk.model.messages.get(id)?.find((one) => one.id === messageId)?.delivery;
      await until(() => !['queued', 'sending'].includes(delivery() ?? 'queued'), 'an outcome', 15_000);
      expect(delivery()).toBe('sent');
      expect(desk.isOnline).toBe(true);
    }),
  );

  it.each(successes)('%s: what was asked for is done, and is asked for once', (_name, reply) =>
    withDesk(async (desk) => {
      const group = '<contactGroup eid="EID"><group id="9" action="added" name="Suppliers"/></contactGroup>';
      const exchanges: readonly (readonly [string, () => Promise<unknown>])[] = [
        ['addContact', () => desk.engine.addContact({ uri: kim, name: 'Kim Cho', groupIds: [] })],
        ['queryPresence', () => desk.engine.queryPresence([kim])],
        ['publishSelfPresence', () => desk.engine.setNote('Stock-taking')],
        [
          'addGroup',
          () => {
            desk.service.pushXml(group);
            return desk.engine.addGroup('Suppliers');
          },
        ],
      ];
      for (const [kind, ask] of exchanges) {
        const asked = answer(desk, kind, reply);
        await ask();
        expect([kind, asked.count]).toEqual([kind, 1]);
      }
    }),
  );

  it.each(successes)('%s: who is invited by it is written to', (_name, reply) =>
    withDesk(async (desk) => {
      answer(desk, 'initiateImSession', (rid) => {
        desk.service.pushXml(
          `<conference eid="EID" confId="3"><participant uri="${lee}" name="Lee Park" role="attendee"/></conference>`,
          '<conference eid="EID" confId="3"><imSessionState>connected</imSessionState></conference>',
        );
        return reply(rid);
      });
      const { conversationId: id } = await desk.engine.startConversation({
        to: [lee],
        subject: '',
        body: { text: 'Hi' },
      });
      await until(() => desk.model.conversations.get(id)?.state === 'connected', 'connected', 15_000);
      expect(desk.model.messages.get(id)).toMatchObject([{ delivery: 'sent' }]);
    }),
  );

  it('is that of another request where it has its rid', () =>
    withDesk(async (desk) => {
      const id = await desk.connected([lee], 3);
      let first = '';
      answer(desk, 'addContact', (rid) => {
        first = rid;
        return inReplies(`<requestAccepted rid="${rid}"/>`);
      });
      const adding = desk.engine.addContact({ uri: kim, name: 'Kim Cho', groupIds: [] });
      await until(() => first !== '', 'the contact');
      answer(desk, 'sendMessage', () =>
        inReplies(`<requestFailed eid="700" rid="${first}"><error code="18102"/></requestFailed>`),
      );
      const { messageId } = await desk.engine.sendMessage(id, { text: 'A' });
      await expect(adding).rejects.toMatchObject({ code: 'not-allowed' });
      expect(desk.model.messages.get(id)?.find((one) => one.id === messageId)?.delivery).not.toBe('failed');
    }));
});

describe.concurrent('events in a reply', () => {
  const texts = (desk: Desk, id: string): string[] => (desk.model.messages.get(id) ?? []).map(({ body }) => body.text);
  const accepted = (rid: string): string => `<requestAccepted rid="${rid}"/>`;
  const envelopes = [
    ['beside the reply', (rid: string, inside: string) => inReplies(accepted(rid) + inside)],
    ['in cwaEvents beside it', (rid: string, inside: string) => inReplies(accepted(rid) + inEvents(inside))],
    ['in cwaEvents in place of it', (rid: string, inside: string) => inEvents(accepted(rid) + inside)],
  ] as const;
  const again = [
    ['never come again', undefined, undefined],
    ['come again by their number', ' eid="500"', ' eid="500"'],
    ['come again with a number', '', ' eid="500"'],
    ['come again without one', '', ''],
  ] as const;

  it.each(
    envelopes.flatMap(([where, reply]) =>
      again.map(([what, here, there]) => [where, what, reply, here, there] as const),
    ),
  )('%s, %s: are applied once', (_where, _what, reply, here, there) =>
    withDesk(async (desk) => {
      const id = await desk.connected([lee], 3);
      answer(desk, 'sendMessage', (rid) => {
        if (there !== undefined) desk.service.pushXml(said('Here I am', there));
        return reply(rid, said('Here I am', here));
      });
      await desk.engine.sendMessage(id, { text: 'A' });
      await until(() => texts(desk, id).includes('Here I am'), 'what Lee says');
      desk.service.pushXml(said('And more', ' eid="EID"'));
      await until(() => texts(desk, id).includes('And more'), 'what Lee says next');
      expect(texts(desk, id).filter((text) => text === 'Here I am')).toHaveLength(1);
    }),
  );

  it('are applied once when a poll has brought them before', () =>
    withDesk(async (desk) => {
      const id = await desk.connected([lee], 3);
      desk.service.answerCommands = async ([first]) => {
        if (!first || kindOf(first) !== 'sendMessage') return undefined;
        desk.service.pushXml(said('Here I am', ' eid="500"'), said('Once more', ' eid="501"'));
        await until(() => texts(desk, id).includes('Once more'), 'what Lee says');
        return { body: inReplies(accepted(first.rid) + said('Here I am', ' eid="500"') + said('Once more')) };
      };
      const { messageId } = await desk.engine.sendMessage(id, { text: 'A' });
      await until(() => desk.model.messages.get(id)?.find((one) => one.id === messageId)?.delivery === 'sent', 'sent');
      expect(texts(desk, id)).toEqual(['Hi', 'A', 'Here I am', 'Once more']);
    }));

  it('are not taken for the same because their numbers or their words are', () =>
    withDesk(async (desk) => {
      const id = await desk.connected([lee], 3);
      answer(desk, 'sendMessage', (rid) => {
        desk.service.pushXml(said('ok', ' eid="601"'), said('something else', ' eid="600"'));
        return inReplies(accepted(rid) + said('ok', ' eid="600"'));
      });
      await desk.engine.sendMessage(id, { text: 'A' });
      await until(() => texts(desk, id).includes('something else'), 'all of it');
      expect(texts(desk, id).filter((text) => text === 'ok')).toHaveLength(2);
    }));

  it('tell of contacts, presence and conversations', () =>
    withDesk(async (desk) => {
      const id = await desk.connected([lee], 3);
      const state =
        '<cwaCategory name="state" instance="1"><state xmlns="http://schemas.microsoft.com/2006/09/sip/state"><availability>6500</availability></state></cwaCategory>';
      answer(desk, 'sendMessage', (rid) =>
        inReplies(
          `<contactGroup deltaNum="2"><contact uri="${kim}" action="added" name="Kim Cho"/></contactGroup>${accepted(rid)}` +
            `<userPresence><user uri="${kim}">${state}</user></userPresence>` +
            '<conference confId="3"><imSessionState>terminated</imSessionState></conference>',
        ),
      );
      await desk.engine.sendMessage(id, { text: 'A' });
      await until(() => desk.model.conversations.get(id)?.state === 'ended', 'the end');
      expect(desk.model.contacts.has(kim)).toBe(true);
      expect(desk.model.people.get(kim)?.presence.availability).toBe('busy');
    }));
});

describe.concurrent('the result of a search in a reply', () => {
  const result = (rid: string): string =>
    `<searchResult${rid} returned="1"><user uri="${kim}" displayName="Kim Cho"/></searchResult>`;
  it.each<readonly [string, (rid: string) => string]>([
    ['beside requestAccepted', (rid) => inReplies(`<requestAccepted rid="${rid}"/>${result(` rid="${rid}"`)}`)],
    ['before it', (rid) => inReplies(`${result(` rid="${rid}"`)}<requestAccepted rid="${rid}"/>`)],
    ['beside requestSucceeded', (rid) => inReplies(`<requestSucceeded rid="${rid}"/>${result(` rid="${rid}"`)}`)],
    ['alone', (rid) => inReplies(result(` rid="${rid}"`))],
    ['alone, without a rid', () => inReplies(result(''))],
    ["alone, with another's rid", () => inReplies(result(' rid="20"'))],
    ['in cwaEvents', (rid) => inEvents(result(` rid="${rid}"`))],
  ])('%s: is found, and is asked for once', (_where, reply) =>
    withDesk(async (desk) => {
      const asked = answer(desk, 'search', reply);
      expect((await desk.engine.searchDirectory('kim')).hits.map(({ uri }) => uri)).toEqual([kim]);
      expect(asked.count).toBe(1);
    }),
  );
});
