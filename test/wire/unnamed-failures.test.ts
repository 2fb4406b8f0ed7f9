// A failure on the data channel has to name its request, and the pages print numbers of others (protocol.md 4.4, 4.6). Every request of
// which it tells the end, over real HTTP, with every such name: nobody waits for ever, and nobody is told what is not true.
import { describe, expect, it } from 'vitest';
import type { CwaRequest } from '../../src/protocol/requests';
import type { RawAnswer } from '../../src/main/uc/testing/scripted-service';
import { clockAt, Desk, until } from '../../src/main/uc/testing/desk';

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';
const zoe = 'sip:zoe@example.com';

/** How the failure names its request. */
const names: Readonly<Record<string, (rid: string) => string>> = {
  'as sent': (rid) => ` rid="${rid}"`,
  strange: () => ' rid="no-such-request"',
  "another's": () => ' rid="2"',
  empty: () => ' rid=""',
  'not there': () => '',
};

const offline = '<error code="18201"><sipResponse code="480"/></error>';
const conference = (confId: number, inside: string): string =>
  `<conference eid="EID" confId="${confId}">${inside}</conference>`;
const kindOf = (request: CwaRequest): string => (request.kind === 'conference' ? request.action.kind : request.kind);
const accepted = (rid: string, inside = ''): RawAnswer => ({
  body: `<cwaResponses><requestAccepted rid="${rid}">${inside}</requestAccepted></cwaResponses>`,
});

/** The failure follows the reply, or comes in place of it. */
interface Exchange {
  readonly title: string;
  readonly kind: string;
  reply(rid: string): RawAnswer;
  /** What is told before the failure. */
  readonly before?: readonly string[];
  run(desk: Desk): Promise<() => Promise<void>>;
}

const invite = async (desk: Desk): Promise<() => Promise<void>> => {
  const { conversationId: id, messageId } = await desk.engine.startConversation({
    to: [lee],
    subject: '',
    body: { text: 'Is noon fine?' },
  });
  return async () => {
    await until(() => desk.model.conversations.get(id)?.state === 'ended', 'the end of the invitation', 15_000);
    expect(desk.model.conversations.get(id)).toMatchObject({ end: 'peer-offline' });
    expect(desk.model.messages.get(id)?.find((each) => each.id === messageId)).toMatchObject({
      delivery: 'failed',
      failure: 'peer-offline',
    });
  };
};

const rejects = (asked: Promise<unknown>): (() => Promise<void>) => {
  const ended = asked.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
  return async () => expect(await ended).toBe('peer-offline');
};

const lost = (): RawAnswer => ({ drop: true });
const plain = (rid: string): RawAnswer => accepted(rid);

const exchanges: readonly Exchange[] = [
  {
    title: 'an invitation whose number is told',
    kind: 'initiateImSession',
    reply: (rid) => accepted(rid, `<initiateImSessionAccepted rid="${rid}" confId="3"/>`),
    run: invite,
  },
  {
    title: 'an invitation that is being made',
    kind: 'initiateImSession',
    reply: (rid) => accepted(rid, `<initiateImSessionAccepted rid="${rid}" confId="3"/>`),
    before: [
      conference(3, '<escalationMode>invitingPeer</escalationMode>'),
      conference(3, `<participant uri="${lee}"/>`),
      conference(3, '<imSessionState>connecting</imSessionState>'),
    ],
    run: invite,
  },
  { title: 'an invitation whose number is not told', kind: 'initiateImSession', reply: plain, run: invite },
  { title: 'an invitation without a reply', kind: 'initiateImSession', reply: lost, run: invite },
  {
    title: 'an invitation of which the people are said not to have come',
    kind: 'initiateImSession',
    reply: (rid) => accepted(rid, `<initiateImSessionAccepted rid="${rid}" confId="3"/>`),
    before: [conference(3, `<inviteFailed uri="${lee}"/>`)],
    run: invite,
  },
  {
    title: 'accepting',
    kind: 'acceptImSession',
    reply: plain,
    async run(desk) {
      desk.service.pushXml(
        conference(
          4,
          `<imSessionReceived><inviter uri="${lee}"/><message><content>Hi</content></message></imSessionReceived>`,
        ),
      );
      await until(() => desk.model.conversations.size > 0, 'an invitation');
      const [id = ''] = desk.model.conversations.keys();
      const verify = rejects(desk.engine.run({ kind: 'accept', id }));
      return async () => {
        await verify();
        expect(desk.model.conversations.get(id)?.state).toBe('invited');
      };
    },
  },
  ...[plain, lost].map((reply) => ({
    title: `a message ${reply === plain ? 'that was taken' : 'without a reply'}`,
    kind: 'sendMessage',
    reply,
    async run(desk: Desk) {
      const id = await desk.connected([lee], 3);
      const { messageId } = await desk.engine.sendMessage(id, { text: 'More' });
      return async () => {
        const message = () => desk.model.messages.get(id)?.find((each) => each.id === messageId);
        await until(() => message()?.delivery === 'failed', 'the end of the message', 15_000);
        expect(message()?.failure).toBe('peer-offline');
      };
    },
  })),
  {
    title: 'asking others in',
    kind: 'inviteParticipants',
    reply: plain,
    async run(desk) {
      const id = await desk.connected([lee], 3);
      return rejects(desk.engine.run({ kind: 'invite', id, uris: [kim] }));
    },
  },
  {
    title: 'asking others in of whom one is said not to have come',
    kind: 'inviteParticipants',
    reply: plain,
    before: [conference(3, `<inviteFailed uri="${kim}"/>`)],
    async run(desk) {
      const id = await desk.connected([lee], 3);
      const verify = rejects(desk.engine.run({ kind: 'invite', id, uris: [kim] }));
      return async () => {
        await verify();
        expect(desk.signalsOf('inviteFailed')).toMatchObject([{ uri: kim, failure: { code: 'peer-offline' } }]);
      };
    },
  },
  {
    title: 'answering a call in writing, without a reply',
    kind: 'voIPReplyWithIM',
    reply: lost,
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
      return rejects(desk.engine.answerCall(id, 'reply-with-im'));
    },
  },
  {
    title: 'a search',
    kind: 'search',
    reply: plain,
    run: async (desk) => rejects(desk.engine.searchDirectory('kim')),
  },
  {
    title: 'a new group',
    kind: 'addGroup',
    reply: plain,
    run: async (desk) => rejects(desk.engine.addGroup('Suppliers')),
  },
  {
    title: 'a new contact',
    kind: 'addContact',
    reply: plain,
    run: async (desk) => rejects(desk.engine.addContact({ uri: kim, name: 'Kim Cho', groupIds: [] })),
  },
  {
    title: 'a new contact, without a reply',
    kind: 'addContact',
    reply: lost,
    run: async (desk) => rejects(desk.engine.addContact({ uri: kim, name: 'Kim Cho', groupIds: [] })),
  },
];

async function withDesk(run: (desk: Desk) => Promise<void>): Promise<void> {
  const desk = await Desk.open();
  try {
    desk.newEngine(clockAt(20));
    await desk.signIn();
    // So that `rid="2"` is another's, and long settled.
    await desk.engine.queryPresence([lee]);
    await run(desk);
  } finally {
    await desk.close();
  }
}

describe.concurrent(
  '4.6 a failure under a name that is nobody’s is that of the only request that it can be about',
  () => {
    it.each(
      exchanges.flatMap((exchange) => Object.keys(names).map((name) => [exchange.title, name, exchange] as const)),
    )(
      '%s, rid %s',
      (_title, name, exchange) =>
        withDesk(async (desk) => {
          let answered = 0;
          desk.service.answerCommands = (requests) => {
            const [first, second] = requests;
            if (!first || second || kindOf(first) !== exchange.kind || answered++ > 0) return undefined;
            const failed = `<requestFailed eid="EID"${names[name]?.(first.rid) ?? ''}>${offline}</requestFailed>`;
            setTimeout(() => desk.service.pushXml(...(exchange.before ?? []), failed), 10);
            return exchange.reply(first.rid);
          };
          const verify = await exchange.run(desk);
          await verify();
          expect(answered).toBe(1);
        }),
      30_000,
    );
  },
);

describe.concurrent('4.6 a failure that may be that of several', () => {
  /** Taken, and nothing more is said of any. */
  function takeAll({ service }: Desk): CwaRequest[] {
    const taken: CwaRequest[] = [];
    service.answerCommands = (requests) => {
      // But for what the engine asks by itself, to learn whether the server hears it.
      taken.push(...requests.filter(({ kind }) => kind !== 'queryPresence'));
      const replies = requests.map(({ rid }) => `<requestAccepted rid="${rid}"/>`);
      return { body: `<cwaResponses>${replies.join('')}</cwaResponses>` };
    };
    return taken;
  }
  const failed = `<requestFailed eid="EID">${offline}</requestFailed>`;
  const ends = (asked: Promise<unknown>): Promise<string | undefined> =>
    asked.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );

  it(
    'is that of the one that is left when the others have succeeded',
    () =>
      withDesk(async (desk) => {
        const taken = takeAll(desk);
        const contacts = [kim, zoe].map((uri) => ends(desk.engine.addContact({ uri, name: '', groupIds: [] })));
        await until(() => taken.length === 2, 'both requests');
        desk.service.pushXml(failed);
        await desk.service.applied();
        const other = taken.find((request) => request.kind === 'addContact' && request.contact.uri === zoe);
        desk.service.pushXml(`<requestSucceeded eid="EID" rid="${other?.rid}"/>`);
        expect(await Promise.all(contacts)).toEqual(['peer-offline', 'done']);
      }),
    30_000,
  );

  it(
    'leaves each in doubt of which nothing more is told, and what was written is not said to have arrived',
    () =>
      withDesk(async (desk) => {
        const id = await desk.connected([lee], 3);
        const taken = takeAll(desk);
        const { messageId } = await desk.engine.sendMessage(id, { text: 'More' });
        const contact = ends(desk.engine.addContact({ uri: kim, name: 'Kim Cho', groupIds: [] }));
        await until(() => taken.length === 2, 'both requests');
        desk.service.pushXml(failed);
        const message = () => desk.model.messages.get(id)?.find((each) => each.id === messageId);
        await until(() => message()?.delivery === 'unknown', 'the end of the message', 15_000);
        expect(await contact).toBe('unknown-outcome');
      }),
    30_000,
  );

  it(
    'is not another’s where it only repeats what a reply has told',
    () =>
      withDesk(async (desk) => {
        const id = await desk.connected([lee], 3);
        const taken = takeAll(desk);
        const { messageId } = await desk.engine.sendMessage(id, { text: 'More' });
        await until(() => taken.length === 1, 'the message');
        desk.service.answerCommands = ([first]) => ({
          body: `<cwaResponses><requestFailed rid="${first?.rid}">${offline}</requestFailed></cwaResponses>`,
        });
        await desk.engine.addContact({ uri: kim, name: 'Kim Cho', groupIds: [] }).catch(() => undefined);
        desk.service.pushXml(failed);
        await desk.service.applied();
        const delivery = () => desk.model.messages.get(id)?.find((each) => each.id === messageId)?.delivery;
        expect(delivery()).toBe('sent');
        desk.service.pushXml(`<requestSucceeded eid="EID" rid="${taken[0]?.rid}"/>`);
        await desk.service.applied();
        expect(delivery()).toBe('sent');
      }),
    30_000,
  );

  it(
    'of two invitations that are both told to have failed leaves none waiting',
    () =>
      withDesk(async (desk) => {
        const taken = takeAll(desk);
        const body = { text: 'Is noon fine?' };
        const first = await desk.engine.startConversation({ to: [lee], subject: '', body });
        const second = await desk.engine.startConversation({ to: [kim], subject: '', body });
        await until(() => taken.length === 2, 'both invitations');
        desk.service.pushXml(failed, failed);
        for (const { conversationId: id, messageId } of [first, second]) {
          await until(() => desk.model.conversations.get(id)?.state === 'ended', 'the end of the invitation', 15_000);
          const delivery = desk.model.messages.get(id)?.find((each) => each.id === messageId)?.delivery;
          expect(delivery).toBe('unknown');
        }
      }),
    30_000,
  );
});
