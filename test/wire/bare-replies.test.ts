// Replies without a `rid` to several requests in one POST, over real HTTP (protocol.md 1.6, 7.4): what is typed for one person goes to
// nobody else, and nothing is said to have been sent, or to have failed, because another was.
import { describe, expect, it } from 'vitest';
import type { CwaRequest } from '../../src/protocol/requests';
import { clockAt, Desk, until } from '../../src/main/uc/testing/desk';

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';
const forKim = 'For Kim alone';

const conference = (confId: number, inside: string): string =>
  `<conference eid="EID" confId="${confId}">${inside}</conference>`;
const isa = (confId: number): string => `<initiateImSessionAccepted confId="${confId}"/>`;

type Reply = (first: string, second: string) => string;

const actionOf = (request: CwaRequest): string => (request.kind === 'conference' ? request.action.kind : request.kind);

function sentTo(desk: Desk, text: string): number[] {
  return desk.service
    .requests()
    .flatMap((request) =>
      request.kind === 'conference' && request.action.kind === 'sendMessage' && request.action.message.content === text
        ? [request.confId]
        : [],
    );
}

/** Lee's conversation has the number 3, and Kim's 4. */
function answerInvitations({ service }: Desk, reply: Reply): void {
  service.answerCommands = (requests) => {
    const [first, second] = requests.filter((request) => actionOf(request) === 'initiateImSession');
    if (!first || !second) return undefined;
    setTimeout(
      () =>
        service.pushXml(
          conference(3, `<participant uri="${lee}" name="Lee Park" role="attendee"/>`),
          conference(4, `<participant uri="${kim}" name="Kim Cho" role="attendee"/>`),
          conference(3, '<imSessionState>connected</imSessionState>'),
          conference(4, '<imSessionState>connected</imSessionState>'),
          `<requestSucceeded eid="EID" rid="${first.rid}"/>`,
          `<requestSucceeded eid="EID" rid="${second.rid}"/>`,
        ),
      10,
    );
    return { body: `<cwaResponses>${reply(first.rid, second.rid)}</cwaResponses>` };
  };
}

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

const accepted = (confId: number): string => `<requestAccepted>${isa(confId)}</requestAccepted>`;

const replies: Readonly<Record<string, Reply>> = {
  'one accepted each, in order': () => accepted(3) + accepted(4),
  'the numbers alone, in order': () => isa(3) + isa(4),
  'accepted by name, the numbers beside': (first, second) =>
    `<requestAccepted rid="${first}"/>${isa(3)}<requestAccepted rid="${second}"/>${isa(4)}`,
  'one of the two numbers': (first) => `<requestAccepted rid="${first}"/>${isa(3)}`,
  "the other one's number": (first, second) =>
    `<requestAccepted rid="${first}"/><requestAccepted rid="${second}"/>${isa(4)}`,
  'one number, and nothing else': () => isa(4),
  'the same number twice': () => accepted(3) + accepted(3),
  'the numbers in events': () =>
    `<cwaEvents><conference confId="3">${isa(3)}</conference><conference confId="4">${isa(4)}</conference></cwaEvents>`,
};

describe.concurrent('two invitations in one POST', () => {
  it.each(
    Object.entries(replies).flatMap(([name, reply]) =>
      (['at once', 'after a lost connection'] as const).map((how) => [name, how, reply] as const),
    ),
  )(
    '7.4 what is typed for Kim goes to Kim: %s, %s',
    (_name, how, reply) =>
      withDesk(async (desk) => {
        const { engine, service } = desk;
        answerInvitations(desk, reply);
        if (how === 'after a lost connection') {
          service.intercept = () => ({ drop: true });
          await until(() => !desk.isOnline, 'offline');
        }
        const starting = [
          engine.startConversation({ to: [lee], subject: '', body: { text: 'Hello Lee' } }),
          engine.startConversation({ to: [kim], subject: '', body: { text: 'Hello Kim' } }),
        ];
        const [, toKim] = await Promise.all(starting);
        if (!toKim) throw new Error('no conversation');
        await engine.sendMessage(toKim.conversationId, { text: forKim });
        service.intercept = () => undefined;
        await until(() => sentTo(desk, forKim).length > 0, 'the message', 20_000);
        expect(sentTo(desk, forKim)).toEqual([4]);
        expect(
          service.posts.some((post) => post.filter((one) => actionOf(one) === 'initiateImSession').length === 2),
        ).toBe(true);
      }),
    40_000,
  );
});

describe.concurrent('two messages in one POST', () => {
  const refused = '<error code="18102"/>';
  it.each([
    ['accepted, then refused', `<requestAccepted/>${refused}`, ['sent', 'failed']],
    ['refused, then accepted', `${refused}<requestAccepted/>`, ['failed', 'sent']],
    ['one refused, nobody knows which', refused, ['unknown', 'unknown']],
    ['one done, nobody knows which', '<requestSucceeded/>', ['unknown', 'unknown']],
  ] as const)(
    '%s',
    (_name, reply, expected) =>
      withDesk(async (desk) => {
        const [toLee, toKim] = [await desk.connected([lee], 3), await desk.connected([kim], 4)];
        desk.service.answerCommands = (requests) =>
          requests.some((request) => actionOf(request) === 'sendMessage')
            ? { body: `<cwaResponses>${reply}</cwaResponses>` }
            : undefined;
        const sent = await Promise.all([
          desk.engine.sendMessage(toLee, { text: 'A' }),
          desk.engine.sendMessage(toKim, { text: 'B' }),
        ]);
        const deliveries = (): (string | undefined)[] =>
          sent.map(
            ({ messageId }) => [...desk.model.messages.values()].flat().find(({ id }) => id === messageId)?.delivery,
          );
        const isUnderWay = (delivery: string | undefined): boolean => delivery === 'queued' || delivery === 'sending';
        await until(() => !deliveries().some(isUnderWay), 'an outcome', 20_000);
        expect(deliveries()).toEqual(expected);
      }),
    40_000,
  );

  it(
    '18101 without a rid is for both: both are asked again',
    () =>
      withDesk(async (desk) => {
        const [toLee, toKim] = [await desk.connected([lee], 3), await desk.connected([kim], 4)];
        let refusals = 0;
        desk.service.answerCommands = (requests) => {
          if (refusals > 0 || !requests.some((request) => actionOf(request) === 'sendMessage')) return undefined;
          refusals += 1;
          return { body: '<cwaResponses><error code="18101"/></cwaResponses>' };
        };
        await Promise.all([
          desk.engine.sendMessage(toLee, { text: 'A' }),
          desk.engine.sendMessage(toKim, { text: 'B' }),
        ]);
        await until(() => sentTo(desk, 'A').length === 2 && sentTo(desk, 'B').length === 2, 'both again', 20_000);
      }),
    40_000,
  );
});
