// What is said without a word of who says it (protocol.md 4.8 has the sender and the inviter as required, and no page tells what a server
// does without). Over real HTTP: nothing that was said is lost, and nobody is named who may not have said it.
import { describe, expect, it } from 'vitest';
import { unknownPerson } from '../../src/shared/domain/person';
import type { Conversation } from '../../src/shared/domain/conversation';
import { clockAt, Desk, until } from '../../src/main/uc/testing/desk';

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';
const conference = (confId: number, inside: string): string =>
  `<conference eid="EID" confId="${confId}">${inside}</conference>`;
const connected = '<imSessionState>connected</imSessionState>';

/** How a sender is left unsaid. */
const senders: Readonly<Record<string, string>> = {
  absent: '',
  empty: ' sender=""',
  'no address': ' sender="Lee Park"',
};
const says = (sender: string, text: string): string =>
  `<messageReceived${senders[sender]}><message><content>${text}</content></message></messageReceived>`;

const said = (desk: Desk): { text: string; from: string; conversation: Conversation | undefined }[] =>
  [...desk.model.messages.values()]
    .flat()
    .filter(({ direction }) => direction === 'incoming')
    .map(({ body, from, conversationId }) => ({
      text: body.text,
      from,
      conversation: desk.model.conversations.get(conversationId),
    }));

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

const hears = async (desk: Desk, text: string): Promise<ReturnType<typeof said>[number]> => {
  await until(() => said(desk).some((each) => each.text === text), 'what is said', 20_000);
  const [first] = said(desk).filter((each) => each.text === text);
  if (!first) throw new Error('nothing said');
  return first;
};

describe.concurrent('4.8 a message whose sender is', () => {
  const each = it.each(Object.keys(senders));

  each('%s, between two, is the other’s', (sender) =>
    withDesk(async (desk) => {
      const id = await desk.connected([lee], 3);
      desk.service.pushXml(conference(3, says(sender, 'Noon is fine.')));
      expect(await hears(desk, 'Noon is fine.')).toMatchObject({ from: lee, conversation: { id, unread: 1 } });
      expect(desk.signalsOf('messageReceived')).toHaveLength(1);
    }),
  );

  each('%s, in a conference, is somebody’s', (sender) =>
    withDesk(async (desk) => {
      const id = await desk.connected([lee, kim], 3);
      desk.service.pushXml(conference(3, says(sender, 'Noon is fine.')));
      expect(await hears(desk, 'Noon is fine.')).toMatchObject({ from: unknownPerson, conversation: { id } });
      expect(desk.model.conversations.get(id)?.participants).toHaveLength(2);
    }),
  );

  each('%s, under a number that is nobody’s, is shown and can be answered', (sender) =>
    withDesk(async (desk) => {
      desk.service.pushXml(conference(6, says(sender, 'Anybody there?')));
      const { from, conversation } = await hears(desk, 'Anybody there?');
      expect(from).toBe(unknownPerson);
      expect(conversation).toMatchObject({ state: 'connected', participants: [], unread: 1 });
      const id = conversation?.id ?? '';
      await desk.engine.sendMessage(id, { text: 'Yes' });
      await until(() => desk.model.messages.get(id)?.at(-1)?.delivery === 'sent', 'the answer');
      desk.service.pushXml(conference(6, '<imSessionState>terminated</imSessionState>'));
      await until(() => desk.model.conversations.get(id)?.state === 'ended', 'the end');
      await expect(desk.engine.sendMessage(id, { text: 'Who was that?' })).rejects.toMatchObject({
        code: 'not-connected',
      });
    }),
  );

  each('%s, under a number in which there is one other, is that one’s', (sender) =>
    withDesk(async (desk) => {
      desk.service.pushXml(conference(6, `<participant uri="${lee}" name="Lee Park"/>`));
      desk.service.pushXml(conference(6, says(sender, 'Anybody there?')));
      expect(await hears(desk, 'Anybody there?')).toMatchObject({ from: lee, conversation: { inviter: lee } });
    }),
  );

  each('%s, without a number, is shown', (sender) =>
    withDesk(async (desk) => {
      desk.service.pushXml(says(sender, 'Anybody there?'), conference(0, says(sender, 'Nobody?')));
      const first = await hears(desk, 'Anybody there?');
      const second = await hears(desk, 'Nobody?');
      expect([first.from, second.from]).toEqual([unknownPerson, unknownPerson]);
      expect(second.conversation?.id).toBe(first.conversation?.id);
    }),
  );

  each('%s, before the reply tells whose number it is, is of whom was invited', (sender) =>
    withDesk(async (desk) => {
      const { service } = desk;
      service.answerCommands = async ([first]) => {
        if (first?.kind !== 'conference' || first.action.kind !== 'initiateImSession') return undefined;
        service.pushXml(conference(3, connected), conference(3, says(sender, 'Noon is fine.')));
        await service.applied();
        const told = `<initiateImSessionAccepted rid="${first.rid}" confId="3"/>`;
        return { body: `<cwaResponses><requestAccepted rid="${first.rid}">${told}</requestAccepted></cwaResponses>` };
      };
      const body = { text: 'Is noon fine?' };
      const { conversationId: id } = await desk.engine.startConversation({ to: [lee], subject: '', body });
      expect(await hears(desk, 'Noon is fine.')).toMatchObject({ from: lee, conversation: { id } });
    }),
  );
});

describe.concurrent('4.8 an invitation whose inviter is', () => {
  const inviters: Readonly<Record<string, string>> = {
    absent: '',
    'without an address': '<inviter name="Lee Park"/>',
    'no address': '<inviter uri="Lee Park"/>',
  };
  it.each(Object.entries(inviters))('%s rings, shows what is said, and can be accepted', (_name, inviter) =>
    withDesk(async (desk) => {
      const message = '<message><content>Got a minute?</content></message>';
      desk.service.pushXml(conference(4, `<imSessionReceived>${inviter}${message}</imSessionReceived>`));
      const { from, conversation } = await hears(desk, 'Got a minute?');
      expect(from).toBe(unknownPerson);
      expect(conversation?.state).toBe('invited');
      const id = conversation?.id ?? '';
      await desk.engine.run({ kind: 'accept', id });
      desk.service.pushXml(
        conference(4, `<participant uri="${lee}" name="Lee Park"/>`),
        conference(4, connected),
        conference(4, says('absent', 'There you are.')),
      );
      expect(await hears(desk, 'There you are.')).toMatchObject({ from: lee, conversation: { id } });
      expect(desk.model.conversations.get(id)).toMatchObject({ state: 'connected', participants: [{ uri: lee }] });
    }),
  );
});
