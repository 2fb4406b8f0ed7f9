// A server that works on something and never says how it ends: section 8 tells no limit for anything. Over real HTTP: what waits for it
// ends after a while, as what is known of it, and goes on if it shows up yet.
import { describe, expect, it } from 'vitest';
import type { CwaRequest } from '../../src/protocol/requests';
import { clockAt, Desk, until } from '../../src/main/uc/testing/desk';

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';
const conference = (confId: number, inside: string): string =>
  `<conference eid="EID" confId="${confId}">${inside}</conference>`;
const state = (name: string): string => `<imSessionState>${name}</imSessionState>`;
const mode = (name: string): string => `<escalationMode>${name}</escalationMode>`;
const says = (sender: string, text: string): string =>
  `<messageReceived sender="${sender}"><message><content>${text}</content></message></messageReceived>`;
const kindOf = (request: CwaRequest): string => (request.kind === 'conference' ? request.action.kind : request.kind);

/** Takes everything; an invitation gets the next number. Gives out what conversations ask for. */
function takeAll({ service }: Desk): CwaRequest[] {
  const taken: CwaRequest[] = [];
  let confId = 3;
  service.answerCommands = (requests) => {
    taken.push(...requests.filter(({ kind }) => kind === 'conference'));
    const replies = requests.map((request) => {
      const { rid } = request;
      const number = kindOf(request) === 'initiateImSession' ? confId++ : undefined;
      const inside = number === undefined ? '' : `<initiateImSessionAccepted rid="${rid}" confId="${number}"/>`;
      return `<requestAccepted rid="${rid}">${inside}</requestAccepted>`;
    });
    return { body: `<cwaResponses>${replies.join('')}</cwaResponses>` };
  };
  return taken;
}

const patienceMs = 30_000;

async function withDesk(run: (desk: Desk) => Promise<void>): Promise<void> {
  const desk = await Desk.open();
  try {
    desk.newEngine(clockAt(50));
    await desk.signIn();
    await run(desk);
  } finally {
    await desk.close();
  }
}

const conversation = ({ model }: Desk, id: string) => model.conversations.get(id);
const message = ({ model }: Desk, id: string, text: string) =>
  model.messages.get(id)?.find(({ body }) => body.text === text);
const texts = ({ model }: Desk, id: string): string[] => (model.messages.get(id) ?? []).map(({ body }) => body.text);
const wait = (condition: () => boolean, what: string): Promise<void> => until(condition, what, 20_000);

const start = (desk: Desk, to: readonly string[] = [lee]) =>
  desk.engine.startConversation({ to, subject: '', body: { text: 'Is noon fine?' } });

async function invited(desk: Desk): Promise<string> {
  const message = '<message><content>Got a minute?</content></message>';
  desk.service.pushXml(conference(9, `<imSessionReceived><inviter uri="${lee}"/>${message}</imSessionReceived>`));
  await wait(() => desk.model.conversations.size > 0, 'an invitation');
  const [id = ''] = desk.model.conversations.keys();
  return id;
}

describe.concurrent('section 8: an invitation whose number is known and whose answer never comes', () => {
  const beginnings: Readonly<Record<string, readonly string[]>> = {
    'without a word': [],
    'with its people': [conference(3, mode('invitingPeer')), conference(3, `<participant uri="${lee}"/>`)],
    connecting: [conference(3, state('connecting'))],
  };
  it.each(Object.entries(beginnings))(
    '%s, ends as not answered, and goes on when it is',
    (_name, events) =>
      withDesk(async (desk) => {
        takeAll(desk);
        const { conversationId: id } = await start(desk);
        await desk.engine.sendMessage(id, { text: 'Or one?' });
        desk.service.pushXml(...events);
        await wait(() => conversation(desk, id)?.state === 'ended', 'the end');
        expect(conversation(desk, id)?.end).toBe('no-answer');
        expect(message(desk, id, 'Is noon fine?')?.delivery).toBe('unknown');
        expect(message(desk, id, 'Or one?')?.delivery).toBe('failed');
        desk.service.pushXml(conference(3, state('connected')), conference(3, says(lee, 'Noon is fine.')));
        await wait(() => texts(desk, id).includes('Noon is fine.'), 'the answer');
        expect(conversation(desk, id)?.state).toBe('connected');
        expect(message(desk, id, 'Is noon fine?')?.delivery).toBe('sent');
        expect(desk.model.conversations.size).toBe(1);
      }),
    patienceMs,
  );

  it(
    'is told by its late end, or by its late reason',
    () =>
      withDesk(async (desk) => {
        const taken = takeAll(desk);
        const first = await start(desk);
        await wait(() => conversation(desk, first.conversationId)?.state === 'ended', 'the end');
        desk.service.pushXml(conference(3, state('terminated')));
        await wait(() => conversation(desk, first.conversationId)?.end === 'peer-declined', 'a refusal');
        const second = await start(desk, [kim]);
        await wait(() => conversation(desk, second.conversationId)?.state === 'ended', 'the end');
        const { rid } = taken.findLast((request) => kindOf(request) === 'initiateImSession') ?? { rid: '' };
        const error = '<error code="18201"><sipResponse code="480"/></error>';
        desk.service.pushXml(`<requestFailed eid="EID" rid="${rid}">${error}</requestFailed>`);
        await wait(() => conversation(desk, second.conversationId)?.end === 'peer-offline', 'the reason');
        expect(message(desk, second.conversationId, 'Is noon fine?')?.delivery).toBe('failed');
      }),
    patienceMs,
  );

  it(
    'is ended on the server when it comes to life beside another attempt',
    () =>
      withDesk(async (desk) => {
        const taken = takeAll(desk);
        const { conversationId: id, messageId } = await start(desk);
        await wait(() => conversation(desk, id)?.state === 'ended', 'the end');
        await desk.engine.run({ kind: 'retry', id, messageId });
        await wait(() => taken.length === 2, 'another invitation');
        desk.service.pushXml(conference(3, state('connected')), conference(3, says(lee, 'Noon is fine.')));
        await wait(() => texts(desk, id).includes('Noon is fine.'), 'what is said there');
        const ended = () =>
          taken.flatMap((each) =>
            each.kind === 'conference' && each.action.kind === 'terminateImSession' ? [each.confId] : [],
          );
        await wait(() => ended().length > 0, 'the end of the first');
        expect(ended()).toEqual([3]);
        desk.service.pushXml(conference(4, state('connected')));
        await wait(() => conversation(desk, id)?.state === 'connected', 'connected');
      }),
    patienceMs,
  );

  it(
    'is connected where the other speaks, though nothing says so',
    () =>
      withDesk(async (desk) => {
        const taken = takeAll(desk);
        const { conversationId: id } = await start(desk);
        await desk.engine.sendMessage(id, { text: 'Or one?' });
        desk.service.pushXml(conference(3, says(lee, 'Noon is fine.')));
        await wait(() => message(desk, id, 'Or one?')?.delivery === 'sent', 'the next message');
        expect(conversation(desk, id)?.state).toBe('connected');
        expect(taken.map(kindOf)).toEqual(['initiateImSession', 'sendMessage']);
      }),
    patienceMs,
  );

  it(
    'ends where all are said not to have come, and no reason follows',
    () =>
      withDesk(async (desk) => {
        takeAll(desk);
        const { conversationId: id } = await start(desk, [lee, kim]);
        desk.service.pushXml(
          conference(3, `<inviteFailed uri="${lee}"/>`),
          conference(3, `<inviteFailed uri="${kim}"/>`),
        );
        await wait(() => conversation(desk, id)?.state === 'ended', 'the end');
        expect(conversation(desk, id)?.end).toBe('peer-offline');
        expect(message(desk, id, 'Is noon fine?')).toMatchObject({ delivery: 'failed', failure: 'peer-offline' });
      }),
    patienceMs,
  );
});

it(
  'section 8: accepting without an end is given up, and goes on when it is connected',
  () =>
    withDesk(async (desk) => {
      takeAll(desk);
      const id = await invited(desk);
      const accepting = desk.engine.run({ kind: 'accept', id });
      await desk.engine.sendMessage(id, { text: 'Yes?' });
      await wait(() => conversation(desk, id)?.state === 'ended', 'the end');
      await accepting;
      expect(conversation(desk, id)?.end).toBe('failed');
      expect(message(desk, id, 'Yes?')?.delivery).toBe('failed');
      desk.service.pushXml(conference(9, state('connected')), conference(9, says(lee, 'There you are.')));
      await wait(() => texts(desk, id).includes('There you are.'), 'the first message');
      expect(conversation(desk, id)?.state).toBe('connected');
      expect(desk.model.conversations.size).toBe(1);
    }),
  patienceMs,
);

it(
  '5.5 a change to a conference without an end lets messages pass again, and tells who did not come',
  () =>
    withDesk(async (desk) => {
      const id = await desk.connected([lee], 3);
      const taken = takeAll(desk);
      await desk.engine.run({ kind: 'invite', id, uris: [kim] });
      desk.service.pushXml(conference(3, mode('escalating')));
      await wait(() => conversation(desk, id)?.state === 'escalating', 'escalating');
      await desk.engine.sendMessage(id, { text: 'More' });
      await wait(() => conversation(desk, id)?.state === 'connected', 'as before');
      await wait(() => message(desk, id, 'More')?.delivery === 'sent', 'the message');
      expect(taken.map(kindOf)).toEqual(['inviteParticipants', 'sendMessage']);
      expect(desk.signalsOf('inviteFailed')).toMatchObject([{ uri: kim, failure: { code: 'timeout' } }]);
      desk.service.pushXml(
        conference(3, mode('escalated')),
        conference(3, `<participant uri="${kim}" name="Kim Cho"/>`),
      );
      await wait(() => conversation(desk, id)?.participants.length === 2, 'both');
      expect(conversation(desk, id)?.isConference).toBe(true);
    }),
  patienceMs,
);

it(
  'section 8: who is asked into a conference and never comes is told not to have, and joins when he does',
  () =>
    withDesk(async (desk) => {
      takeAll(desk);
      const { conversationId: id } = await start(desk, [lee, kim]);
      desk.service.pushXml(
        conference(3, mode('escalated')),
        conference(3, `<participant uri="${lee}" name="Lee Park"/>`),
        conference(3, state('connected')),
      );
      await wait(() => desk.signalsOf('inviteFailed').length > 0, 'who did not come');
      expect(desk.signalsOf('inviteFailed')).toMatchObject([{ uri: kim, failure: { code: 'timeout' } }]);
      expect(conversation(desk, id)).toMatchObject({ state: 'connected', participants: [{ uri: lee }] });
      desk.service.pushXml(conference(3, `<participant uri="${kim}" name="Kim Cho"/>`));
      await wait(() => conversation(desk, id)?.participants.length === 2, 'both');
    }),
  patienceMs,
);

it(
  'section 8: nobody is taken out of a conference where the server tells of nobody who comes',
  () =>
    withDesk(async (desk) => {
      takeAll(desk);
      const { conversationId: id } = await start(desk, [lee, kim]);
      desk.service.pushXml(conference(3, mode('escalated')), conference(3, state('connected')));
      await wait(() => conversation(desk, id)?.state === 'connected', 'connected');
      // Of another one, begun later, nothing is waited for any more.
      const { conversationId: other } = await start(desk);
      await wait(() => conversation(desk, other)?.end === 'no-answer', 'the end of the other');
      expect(conversation(desk, id)?.participants).toMatchObject([{ uri: lee }, { uri: kim }]);
      expect(desk.signalsOf('inviteFailed')).toEqual([]);
    }),
  patienceMs,
);
