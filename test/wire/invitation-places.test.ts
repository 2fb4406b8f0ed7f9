// Where a server tells the number of a conversation, and in which order with all else, is not settled (protocol.md 4.4, 7.4, 7.5, 7.22,
// 7.23). Every place with every order, over real HTTP: the invitation has to get through. Writes docs/invitation-places.md.
import { describe, expect, it } from 'vitest';
import type { CwaRequest } from '../../src/protocol/requests';
import type { RawAnswer, ScriptedService } from '../../src/main/uc/testing/scripted-service';
import { clockAt, Desk, until } from '../../src/main/uc/testing/desk';

const lee = 'sip:lee@example.com';
const confId = 3;

/** Where the number stands. `told`: how the invitation's `rid` and the `confId` are written there. */
interface Place {
  readonly name: string;
  readonly channel: 'reply' | 'poll' | 'nowhere';
  /** Not in the envelope of events, but in place of it. */
  readonly isWhole?: boolean;
  xml(told: Told): string;
}

interface Told {
  readonly rid: string;
  readonly confId: string;
  readonly eid: string;
}

const accepted = ({ rid, confId: number }: Told): string => `<initiateImSessionAccepted${rid}${number}/>`;
const inConference = (told: Told): string => `<conference${told.eid} confId="${confId}">${accepted(told)}</conference>`;
/** As the page prints it: the reply to an earlier request, with the address of whom is invited, and the one of this. */
const printed = (told: Told): string =>
  `<requestAccepted rid="1"><sid>15</sid><uri> ${lee}</uri><PollWaitTime>3000</PollWaitTime></requestAccepted>` +
  `<requestAccepted${told.eid}${told.rid}>${accepted(told)}</requestAccepted>`;
const wrapped = (root: string, inside: string): string => `<${root}>${inside}</${root}>`;

const places: readonly Place[] = [
  {
    name: 'in `requestAccepted`',
    channel: 'reply',
    xml: (told) => wrapped('cwaResponses', `<requestAccepted${told.rid}>${accepted(told)}</requestAccepted>`),
  },
  { name: 'in two `requestAccepted`', channel: 'reply', xml: (told) => wrapped('cwaResponses', printed(told)) },
  { name: 'alone in `cwaResponses`', channel: 'reply', xml: (told) => wrapped('cwaResponses', accepted(told)) },
  {
    name: 'in `conference` in `cwaEvents` in `cwaResponses`',
    channel: 'reply',
    xml: (told) => wrapped('cwaResponses', wrapped('cwaEvents', inConference(told))),
  },
  {
    name: 'in `conference`, `cwaEvents` being the whole reply',
    channel: 'reply',
    xml: (told) => wrapped('cwaEvents', inConference(told)),
  },
  {
    name: 'in two `requestAccepted`, `cwaEvents` being the whole reply',
    channel: 'reply',
    xml: (told) => wrapped('cwaEvents', printed(told)),
  },
  { name: 'in `conference`', channel: 'poll', xml: inConference },
  {
    name: 'alone in `cwaEvents`',
    channel: 'poll',
    xml: (told) => accepted(told).replace('/>', `${told.eid}/>`),
  },
  {
    name: 'in `requestAccepted`',
    channel: 'poll',
    xml: (told) => `<requestAccepted${told.eid}${told.rid}>${accepted(told)}</requestAccepted>`,
  },
  { name: 'in two `requestAccepted`', channel: 'poll', xml: printed },
  {
    name: 'in two `requestAccepted`, `cwaResponses` being the whole answer',
    channel: 'poll',
    isWhole: true,
    xml: (told) => wrapped('cwaResponses', printed(told)),
  },
  { name: 'nowhere: only the events of its conversation', channel: 'nowhere', xml: () => '' },
];

/** What the reply of the command is where it does not tell the number. */
const replies: Readonly<Record<string, (rid: string) => RawAnswer>> = {
  'a plain reply': (rid) => ({ body: wrapped('cwaResponses', `<requestAccepted rid="${rid}"/>`) }),
  'a reply without a word': () => ({ body: '<cwaResponses requestProcessed="1"/>' }),
  'an empty reply': () => ({ body: '' }),
  'no reply': () => ({ drop: true }),
};

const orders = {
  'the reply first': 'reply first',
  'the success first': 'success first',
  'all events first': 'events first',
} as const;

const rids: Readonly<Record<string, (rid: string) => string>> = {
  'as sent': (rid) => ` rid="${rid}"`,
  "another's": () => ' rid="2"',
  'not there': () => '',
};
const confIds = { there: ` confId="${confId}"`, 'not there': '' } as const;
const eids = { there: ' eid="EID"', 'not there': '' } as const;

interface Case {
  readonly place: Place;
  readonly reply: string;
  readonly order: keyof typeof orders;
  readonly rid: string;
  readonly confId: keyof typeof confIds;
  readonly eid: keyof typeof eids;
}

/** Everything with everything, but for what is the same twice. */
function* cases(): Generator<Case> {
  for (const place of places) {
    for (const reply of place.channel === 'reply' ? ['tells it'] : Object.keys(replies)) {
      for (const order of Object.keys(orders) as (keyof typeof orders)[]) {
        for (const rid of place.channel === 'nowhere' ? ['as sent'] : Object.keys(rids)) {
          for (const number of place.channel === 'nowhere' ? (['there'] as const) : (['there', 'not there'] as const)) {
            for (const eid of place.channel === 'poll' ? (['there', 'not there'] as const) : (['there'] as const)) {
              yield { place, reply, order, rid, confId: number, eid };
            }
          }
        }
      }
    }
  }
}

const nameOf = ({ reply, order, rid, confId: number, eid, place }: Case): string =>
  [
    `${place.channel === 'nowhere' ? '' : `${place.channel}: `}${place.name}`,
    reply,
    order,
    `rid ${rid}`,
    `confId ${number}`,
    ...(place.channel === 'poll' ? [`eid ${eid}`] : []),
  ].join(', ');

async function run(one: Case): Promise<void> {
  const desk = await Desk.open();
  try {
    await getThrough(desk, one);
  } finally {
    await desk.close();
  }
}

async function getThrough(desk: Desk, one: Case): Promise<void> {
  desk.newEngine(clockAt(20));
  const { service } = desk;
  service.answerCommands = (requests) => {
    const [first] = requests;
    if (first?.kind !== 'conference' || first.action.kind !== 'initiateImSession') return undefined;
    return answer(desk, one, first);
  };
  await desk.signIn();
  const { engine } = desk;
  // So that the `rid` that the page prints is another's.
  await engine.queryPresence([lee]);
  const { conversationId: id, messageId } = await engine.startConversation({
    to: [lee],
    subject: 'Delivery slot',
    body: { text: 'Is noon fine?' },
  });
  await engine.sendMessage(id, { text: 'Or one o’clock?' });
  await until(() => texts(desk, id).includes('Noon is fine.'), 'what the other answers', 15_000);
  await until(() => delivery(desk, id, 'Or one o’clock?') === 'sent', 'the second message', 15_000);
  const { model } = desk;
  expect(model.conversations.get(id)?.state).toBe('connected');
  expect(model.messages.get(id)?.find((message) => message.id === messageId)?.delivery).toBe('sent');
  expect([...model.conversations.keys()]).toEqual([id]);
  expect(texts(desk, id)).toEqual(['Is noon fine?', 'Or one o’clock?', 'Noon is fine.']);
  expect(actions(desk)).toEqual([
    [0, 'initiateImSession'],
    [confId, 'sendMessage'],
  ]);
}

async function answer({ service }: Desk, one: Case, { rid }: CwaRequest): Promise<RawAnswer> {
  const told = { rid: rids[one.rid]?.(rid) ?? '', confId: confIds[one.confId], eid: eids[one.eid] };
  const success = `<requestSucceeded eid="EID" rid="${rid}"/>`;
  if (one.place.isWhole) answerOnePoll(service, one.place.xml({ ...told, eid: told.eid.replace('EID', '900') }));
  const events = [
    ...(one.place.channel === 'poll' && !one.place.isWhole ? [one.place.xml(told)] : []),
    conference('<escalationMode>invitingPeer</escalationMode>'),
    conference(`<participant uri="${lee}" name="Lee Park" role="attendee"/>`),
    conference('<escalationMode>peer</escalationMode>'),
    conference('<imSessionState>connecting</imSessionState>'),
    conference('<imSessionState>connected</imSessionState>'),
    conference(
      `<messageReceived sender="${lee}"><message><content>Noon is fine.</content></message></messageReceived>`,
    ),
  ];
  if (one.order === 'all events first') {
    service.pushXml(...events, success);
    await service.applied();
  } else if (one.order === 'the success first') {
    service.pushXml(success);
    await service.applied();
    setTimeout(() => service.pushXml(...events), 10);
  } else {
    setTimeout(() => service.pushXml(...events, success), 10);
  }
  if (one.place.channel === 'reply') return { body: one.place.xml(told) };
  return replies[one.reply]?.(rid) ?? {};
}

function answerOnePoll(service: ScriptedService, body: string): void {
  let isDue = true;
  service.intercept = (channel) => {
    if (channel !== 'data' || !isDue) return undefined;
    isDue = false;
    return { body };
  };
}

const conference = (inside: string): string => `<conference eid="EID" confId="${confId}">${inside}</conference>`;

const texts = ({ model }: Desk, id: string): string[] => (model.messages.get(id) ?? []).map(({ body }) => body.text);

const delivery = ({ model }: Desk, id: string, text: string): string | undefined =>
  model.messages.get(id)?.find(({ body }) => body.text === text)?.delivery;

const actions = ({ service }: Desk): [number, string][] =>
  service
    .requests()
    .flatMap((request) =>
      request.kind === 'conference' ? [[request.confId, request.action.kind] as [number, string]] : [],
    );

const gotThrough = new Map<Place, number>();

describe.concurrent('an invitation gets through, wherever its number is told', () => {
  it.each([...cases()].map((one) => [nameOf(one), one] as const))(
    '%s',
    async (_name, one) => {
      await run(one);
      gotThrough.set(one.place, (gotThrough.get(one.place) ?? 0) + 1);
    },
    30_000,
  );
});

describe('docs/invitation-places.md', () => {
  it('shows the places that were tried', async ({ skip }) => {
    const all = [...cases()];
    const tried = [...gotThrough.values()].reduce((sum, count) => sum + count, 0);
    // Part of them was chosen by name, or failed and has said so.
    if (tried < all.length) skip();
    const rows = places.map((place) => {
      const count = all.filter((one) => one.place === place).length;
      const where = { reply: "the command's reply", poll: 'a poll', nowhere: '' }[place.channel];
      return `| ${where} | ${place.name} | ${gotThrough.get(place)} of ${count} |`;
    });
    await expect(page(rows)).toMatchFileSnapshot('../../docs/invitation-places.md');
  });
});

const page = (rows: readonly string[]): string => `# Where the number of a conversation may be told

Who starts a conversation sends \`initiateImSession\` and hears under which number (\`confId\`) it goes on. Where a server says that,
and in which order with all else, is not settled ([protocol](protocol.md#74-where-initiateimsessionaccepted-stands), 4.4, 7.4, 7.22), so Parley takes it from anywhere. Each row was tried over
real HTTP in every combination of the order (the reply first, the success first, all events first), the \`rid\` (as sent, another's,
not there), the \`confId\` beside it and, in a poll, the \`eid\` (there or not); where the reply does not tell the number, also with a
plain reply, one without a word, an empty one and none. Got through means: the conversation is connected, each message went out
once, and what the other person answers is shown in it. Made by \`test/wire/invitation-places.test.ts\`.

| Channel | Place | Got through |
| --- | --- | --- |
${rows.join('\n')}

Where nothing tells the number, it is that of the only conversation without an owner whose people are those of the only invitation
without a number. Where even that is not certain, the invitation ends after 30 seconds as not known to be delivered, and goes on
if its conversation shows up later. What somebody says under a number that is nobody's is shown after 3 seconds in a conversation
of its own.
`;
