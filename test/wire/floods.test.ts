// Numbers that are nobody's, in any amount, while the reply to an invitation is still to come (protocol.md 7.4). Over real HTTP: what the
// invitation needs is not pushed out, and nothing that somebody says is lost.
import { describe, expect, it } from 'vitest';
import { clockAt, Desk, until } from '../../src/main/uc/testing/desk';

const lee = 'sip:lee@example.com';
const own = 3;
const conference = (confId: number, inside: string): string =>
  `<conference eid="EID" confId="${confId}">${inside}</conference>`;
const connected = '<imSessionState>connected</imSessionState>';
const says = (sender: string, text: string): string =>
  `<messageReceived sender="${sender}"><message><content>${text}</content></message></messageReceived>`;
const many = (count: number, xml: (n: number) => string): string[] => Array.from({ length: count }, (_, n) => xml(n));

const silent = [conference(own, '<escalationMode>invitingPeer</escalationMode>'), conference(own, connected)];

/** What comes before the reply. */
const floods: Readonly<Record<string, readonly string[]>> = {
  'of foreign numbers with people': [
    ...silent,
    ...many(600, (n) => conference(100 + n, `<participant uri="sip:p${n}@example.com"/>`)),
  ],
  'of foreign numbers without people': [...silent, ...many(600, (n) => conference(100 + n, connected))],
  'of foreign numbers with the person who is invited': [
    ...silent,
    ...many(600, (n) => conference(100 + n, `<participant uri="${lee}"/><imSessionState>connecting</imSessionState>`)),
  ],
  'of foreign numbers in which somebody speaks': [
    ...silent,
    ...many(600, (n) => conference(100 + n, says(`sip:p${n}@example.com`, `Hello ${n}`))),
  ],
  'under its own number': [
    ...silent,
    ...many(600, (n) => conference(own, `<messageIdReceived rid="x${n}" messageId="${n}"/>`)),
  ],
  'of the same under its own number': [...silent, ...many(600, () => conference(own, '<locked>false</locked>'))],
};

describe.concurrent('7.4 an invitation gets through a flood', () => {
  it.each(Object.entries(floods))(
    '%s',
    async (_name, flood) => {
      const desk = await Desk.open();
      try {
        desk.newEngine(clockAt(2));
        await desk.signIn();
        const { service } = desk;
        service.answerCommands = async ([first]) => {
          if (first?.kind !== 'conference' || first.action.kind !== 'initiateImSession') return undefined;
          service.pushXml(...flood);
          await service.applied();
          const told = `<initiateImSessionAccepted rid="${first.rid}" confId="${own}"/>`;
          return { body: `<cwaResponses><requestAccepted rid="${first.rid}">${told}</requestAccepted></cwaResponses>` };
        };
        const { conversationId: id, messageId } = await desk.engine.startConversation({
          to: [lee],
          subject: '',
          body: { text: 'Is noon fine?' },
        });
        await until(() => desk.model.conversations.get(id)?.state === 'connected', 'connected', 20_000);
        service.pushXml(conference(own, says(lee, 'Noon is fine.')));
        const texts = () => (desk.model.messages.get(id) ?? []).map(({ body }) => body.text);
        await until(() => texts().includes('Noon is fine.'), 'the answer', 20_000);
        expect(desk.model.messages.get(id)?.find((each) => each.id === messageId)?.delivery).toBe('sent');
        const said = flood.filter((xml) => xml.includes('Hello')).length;
        const shown = () =>
          [...desk.model.messages.values()].flat().filter(({ body }) => body.text.startsWith('Hello'));
        await until(() => shown().length === said, 'what the others say', 20_000);
      } finally {
        await desk.close();
      }
    },
    60_000,
  );
});
