// The reply of a command and the events of a poll can overtake each other, and either may not come (protocol.md 1.8, 6.11). Every
// request of which both tell something, over real HTTP, in each order.
import { describe, expect, it } from 'vitest';
import type { CwaRequest } from '../../src/protocol/requests';
import type { RawAnswer } from '../../src/main/uc/testing/scripted-service';
import { clockAt, Desk, until } from '../../src/main/uc/testing/desk';

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';

type Order = 'reply first' | 'success first' | 'all events first' | 'an empty reply' | 'no reply' | 'no success';

/** What the server says to a request of this kind, and what then has to be so. */
interface Exchange {
  readonly kind: string;
  /** Inside `requestAccepted`. */
  reply?(rid: string): string;
  events(rid: string): readonly string[];
  run(desk: Desk): Promise<() => Promise<void>>;
}

const conference = (confId: number, inside: string): string =>
  `<conference eid="EID" confId="${confId}">${inside}</conference>`;
/** A conference with Lee and Kim that is ours to lead. */
async function led(desk: Desk): Promise<string> {
  const id = await desk.connected([lee], 3);
  desk.service.pushXml(
    conference(3, '<role>presenter</role>'),
    conference(3, '<escalationMode>escalated</escalationMode>'),
    conference(3, `<participant uri="${kim}" name="Kim Cho" role="attendee"/>`),
  );
  await until(() => desk.model.conversations.get(id)?.participants.length === 2, 'both');
  newsBefore.set(desk, desk.model.events.get(id)?.length ?? 0);
  return id;
}
const newsBefore = new WeakMap<Desk, number>();
/** What the thread has told since then. */
const newsOf = (desk: Desk, id: string): string[] =>
  (desk.model.events.get(id) ?? [])
    .slice(newsBefore.get(desk))
    .map(({ news }) => ('uri' in news ? `${news.kind} ${news.uri}` : news.kind));
const stateOf = (desk: Desk, id: string): string | undefined => desk.model.conversations.get(id)?.state;
const textsOf = (desk: Desk, id: string): string[] => (desk.model.messages.get(id) ?? []).map(({ body }) => body.text);

const exchanges: readonly Exchange[] = [
  {
    kind: 'acceptImSession',
    events: () => [
      conference(4, '<imSessionState>connecting</imSessionState>'),
      conference(4, '<imSessionState>connected</imSessionState>'),
      conference(
        4,
        `<messageReceived sender="${lee}"><message><content>There you are.</content></message></messageReceived>`,
      ),
    ],
    async run(desk) {
      desk.service.pushXml(
        conference(
          4,
          `<imSessionReceived><inviter uri="${lee}"/><message><content>Got a minute?</content></message></imSessionReceived>`,
        ),
      );
      await until(() => desk.model.conversations.size > 0, 'an invitation');
      const [id = ''] = desk.model.conversations.keys();
      const accepting = desk.engine.run({ kind: 'accept', id }).catch(() => undefined);
      return async () => {
        await until(() => stateOf(desk, id) === 'connected', 'connected');
        await until(() => textsOf(desk, id).length === 2, 'both messages');
        expect(textsOf(desk, id)).toEqual(['Got a minute?', 'There you are.']);
        await accepting;
        expect(stateOf(desk, id)).toBe('connected');
      };
    },
  },
  {
    kind: 'sendMessage',
    events: (rid) => [conference(3, `<messageIdReceived rid="${rid}" messageId="2-mcu"/>`)],
    async run(desk) {
      const id = await desk.connected([lee], 3);
      const { messageId } = await desk.engine.sendMessage(id, { text: 'More' });
      const deliveryOf = (wanted: string): string | undefined =>
        desk.model.messages.get(id)?.find((each) => each.id === wanted)?.delivery;
      return async () => {
        await until(() => deliveryOf(messageId) === 'confirmed', 'a confirmation');
        const last = await desk.engine.sendMessage(id, { text: 'And more' });
        await until(
          () => !['queued', 'sending'].includes(deliveryOf(last.messageId) ?? ''),
          'the next message',
          20_000,
        );
        expect(deliveryOf(messageId)).toBe('confirmed');
        expect(sent(desk)).toEqual(['More', 'And more']);
      };
    },
  },
  {
    kind: 'inviteParticipants',
    events: () => [
      conference(3, '<escalationMode>escalating</escalationMode>'),
      conference(3, '<role>presenter</role>'),
      conference(3, '<escalationMode>escalated</escalationMode>'),
      conference(3, `<participant uri="${kim}" name="Kim Cho" role="attendee"/>`),
    ],
    async run(desk) {
      const id = await desk.connected([lee], 3);
      const inviting = desk.engine.run({ kind: 'invite', id, uris: [kim] }).catch(() => undefined);
      return async () => {
        await until(() => desk.model.conversations.get(id)?.participants.length === 2, 'both');
        await inviting;
        expect(desk.model.conversations.get(id)).toMatchObject({ state: 'connected', isConference: true });
      };
    },
  },
  {
    kind: 'ejectParticipant',
    events: () => [conference(3, `<participantRemoved>${kim}</participantRemoved>`)],
    async run(desk) {
      const id = await led(desk);
      const ejecting = desk.engine.run({ kind: 'eject', id, uri: kim }).catch(() => undefined);
      return async () => {
        await until(() => desk.model.conversations.get(id)?.participants.length === 1, 'one less');
        await ejecting;
        expect(newsOf(desk, id)).toEqual([`removed ${kim}`]);
      };
    },
  },
  {
    kind: 'promoteParticipant',
    events: () => [conference(3, `<participant uri="${kim}" name="Kim Cho" role="presenter"/>`)],
    async run(desk) {
      const id = await led(desk);
      const roleOf = (): string | undefined =>
        desk.model.conversations.get(id)?.participants.find(({ uri }) => uri === kim)?.role;
      const promoting = desk.engine.run({ kind: 'promote', id, uri: kim }).catch(() => undefined);
      return async () => {
        await until(() => roleOf() === 'presenter', 'a presenter');
        await promoting;
        expect(newsOf(desk, id)).toEqual([`promoted ${kim}`]);
      };
    },
  },
  {
    kind: 'lock',
    events: () => [conference(3, '<locked>true</locked>')],
    async run(desk) {
      const id = await led(desk);
      const locking = desk.engine.run({ kind: 'lock', id, locked: true }).catch(() => undefined);
      return async () => {
        await until(() => desk.model.conversations.get(id)?.locked === true, 'a lock');
        await locking;
        expect(newsOf(desk, id)).toEqual(['locked']);
      };
    },
  },
  {
    kind: 'voIPReplyWithIM',
    // Without a reply nothing tells the number; the caller's words open the conversation all the same.
    reply: (rid) => `<voIPReplyWithIMAccepted rid="${rid}" confid="6"/>`,
    events: () => [
      conference(6, '<imSessionState>connected</imSessionState>'),
      conference(
        6,
        `<messageReceived sender="${lee}"><message><content>Fine, in writing.</content></message></messageReceived>`,
      ),
    ],
    async run(desk) {
      desk.service.pushXml(
        conference(
          5,
          `<voIPReceived><uri>${lee}</uri><displayName>Lee Park</displayName><from>x</from><redirectable>true</redirectable>` +
            '<canReplyWithIM>true</canReplyWithIM></voIPReceived>',
        ),
      );
      await until(() => desk.model.calls.size > 0, 'a call');
      const [id = ''] = desk.model.calls.keys();
      const answering = desk.engine.answerCall(id, 'reply-with-im').catch(() => undefined);
      return async () => {
        await answering;
        const texts = (): string[] => [...desk.model.messages.values()].flat().map(({ body }) => body.text);
        await until(() => texts().length > 0, 'what the caller writes', 20_000);
        expect(texts()).toEqual(['Fine, in writing.']);
      };
    },
  },
  {
    kind: 'search',
    events: (rid) => [
      `<searchResult eid="EID" rid="${rid}" returned="1" moreAvailable="false"><user uri="${kim}" displayName="Kim Cho"/></searchResult>`,
    ],
    async run(desk) {
      const searching = desk.engine.searchDirectory('kim');
      return async () => {
        expect((await searching).hits.map(({ uri }) => uri)).toEqual([kim]);
      };
    },
  },
  {
    kind: 'addGroup',
    events: () => [
      '<contactGroup eid="EID" deltaNum="2"><group id="9" action="added" name="Suppliers" externalUri=""/></contactGroup>',
    ],
    async run(desk) {
      const adding = desk.engine.addGroup('Suppliers');
      return async () => {
        // Whose reply is lost does not know whether it was this one that made it; the group is there all the same.
        const id = await adding.catch((error: { code?: string }) => error.code);
        expect([9, 'unknown-outcome']).toContain(id);
        await until(() => desk.model.groups.has(9), 'the group');
      };
    },
  },
  {
    kind: 'addContact',
    events: () => [
      `<contactGroup eid="EID" deltaNum="2"><contact uri="${kim}" action="added" name="Kim Cho" subscribed="true" tag="false"/></contactGroup>`,
    ],
    async run(desk) {
      const adding = desk.engine.addContact({ uri: kim, name: 'Kim Cho', groupIds: [] }).catch(() => undefined);
      return async () => {
        await adding;
        await until(() => desk.model.contacts.has(kim), 'the contact');
      };
    },
  },
];

const orders: readonly Order[] = [
  'reply first',
  'success first',
  'all events first',
  'an empty reply',
  'no reply',
  'no success',
];

function kindOf(request: CwaRequest): string {
  return request.kind === 'conference' ? request.action.kind : request.kind;
}

const sent = ({ service }: Desk): string[] =>
  service
    .requests()
    .flatMap((request) =>
      request.kind === 'conference' && request.action.kind === 'sendMessage' ? [request.action.message.content] : [],
    );

async function run(exchange: Exchange, order: Order): Promise<void> {
  const desk = await Desk.open();
  try {
    desk.newEngine(clockAt(20));
    await desk.signIn();
    let answered = 0;
    desk.service.answerCommands = (requests) => {
      const [first, second] = requests;
      if (!first || second || kindOf(first) !== exchange.kind || answered++ > 0) return undefined;
      return answer(desk, exchange, order, first.rid);
    };
    const verify = await exchange.run(desk);
    await verify();
    expect(answered, 'the request went out').toBeGreaterThan(0);
    expect(desk.model.conversations.size).toBeLessThan(2);
  } finally {
    await desk.close();
  }
}

async function answer({ service }: Desk, exchange: Exchange, order: Order, rid: string): Promise<RawAnswer> {
  const reply = {
    body: `<cwaResponses><requestAccepted rid="${rid}">${exchange.reply?.(rid) ?? ''}</requestAccepted></cwaResponses>`,
  };
  const success = `<requestSucceeded eid="EID" rid="${rid}"/>`;
  const events = exchange.events(rid);
  switch (order) {
    case 'success first':
      service.pushXml(success);
      await service.applied();
      setTimeout(() => service.pushXml(...events), 10);
      return reply;
    case 'all events first':
      service.pushXml(...events, success);
      await service.applied();
      return reply;
    case 'an empty reply':
    case 'no reply':
      setTimeout(() => service.pushXml(...events, success), 10);
      return order === 'no reply' ? { drop: true } : { body: '' };
    case 'no success':
      setTimeout(() => service.pushXml(...events), 10);
      return reply;
    default:
      setTimeout(() => service.pushXml(success, ...events), 10);
      return reply;
  }
}

describe.concurrent('6.11 what the two channels say counts in any order', () => {
  it.each(exchanges.flatMap((exchange) => orders.map((order) => [exchange.kind, order, exchange] as const)))(
    '%s: %s',
    (_kind, order, exchange) => run(exchange, order),
    30_000,
  );
});
