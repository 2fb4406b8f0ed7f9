// What becomes of an invitation, and of a message, when the server answers with each code that it has (protocol.md 5.9), on either
// channel. Writes docs/errors.md.
import { describe, expect, it } from 'vitest';
import conversationWords from '../../src/shared/locales/en/conversation';
import failureWords from '../../src/shared/locales/en/failures';
import messageWords from '../../src/shared/locales/en/message';
import type { FailureCode } from '../../src/shared/domain/failure';
import { clockAt, Desk, until } from '../../src/main/uc/testing/desk';

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';

interface Refusal {
  readonly code: number;
  readonly sip?: number;
  readonly meaning: string;
  /** Default: one person. */
  readonly invites?: readonly string[];
}

const refusals: readonly Refusal[] = [
  { code: 18000, meaning: 'invalid format' },
  { code: 18001, meaning: 'invalid request' },
  { code: 18101, meaning: 'request throttled, again and again' },
  { code: 18102, meaning: 'invalid operation' },
  { code: 18201, meaning: 'failure response without a SIP status' },
  ...(
    [
      [400, 'bad request'],
      [403, 'forbidden'],
      [404, 'not found'],
      [406, 'not acceptable'],
      [408, 'request time-out'],
      [410, 'gone'],
      [413, 'request entity too large'],
      [415, 'unsupported media type'],
      [480, 'temporarily unavailable'],
      [481, 'transaction does not exist'],
      [484, 'address incomplete'],
      [486, 'busy here'],
      [488, 'not acceptable here'],
      [491, 'request pending'],
      [500, 'server internal error'],
      [501, 'not implemented'],
      [503, 'service unavailable'],
      [504, 'server time-out'],
      [600, 'busy everywhere'],
      [603, 'decline'],
      [604, 'does not exist anywhere'],
      [606, 'not acceptable'],
    ] as const
  ).map(([sip, meaning]) => ({ code: 18201, sip, meaning })),
  { code: 18201, sip: 413, meaning: 'request entity too large, several invited', invites: [lee, kim] },
  { code: 18202, meaning: 'invalid message of the server behind' },
  { code: 18203, meaning: 'time-out of the server behind' },
  { code: 18301, meaning: 'connection failed' },
  { code: 18302, meaning: 'TLS failed' },
  { code: 18400, meaning: 'internal failure' },
  { code: 19999, meaning: 'a code that is not known' },
  { code: 0, meaning: 'no code at all' },
];

const channels = ['reply', 'poll', 'poll, after an accepted reply'] as const;
type Channel = (typeof channels)[number];

interface Outcome {
  readonly delivery: string;
  readonly failure: string | undefined;
  readonly conversation: string;
}

const errorOf = ({ code, sip }: Refusal): string =>
  `<error${code === 0 ? '' : ` code="${code}"`} reason="Operation failed">${sip ? `<sipResponse code="${sip}"/>` : ''}</error>`;

/** What then stands in the model, once it does not change any more. */
async function outcomeOf(refusal: Refusal, channel: Channel, what: 'invitation' | 'message'): Promise<Outcome> {
  const desk = await Desk.open();
  try {
    desk.newEngine(clockAt(50));
    await desk.signIn();
    const { engine, service } = desk;
    const connected = what === 'message' ? await desk.connected([lee], 3) : undefined;
    const action = what === 'message' ? 'sendMessage' : 'initiateImSession';
    service.answerCommands = ([first]) => {
      if (first?.kind !== 'conference' || first.action.kind !== action) return undefined;
      const failed = (eid: string): string =>
        `<requestFailed${eid} rid="${first.rid}">${errorOf(refusal)}</requestFailed>`;
      if (channel === 'reply') return { body: `<cwaResponses>${failed('')}</cwaResponses>` };
      service.pushXml(failed(' eid="EID"'));
      return channel === 'poll'
        ? { drop: true }
        : { body: `<cwaResponses><requestAccepted rid="${first.rid}"/></cwaResponses>` };
    };
    const { conversationId: id, messageId } =
      connected === undefined
        ? await engine.startConversation({ to: refusal.invites ?? [lee], subject: '', body: { text: 'Is noon fine?' } })
        : { conversationId: connected, ...(await engine.sendMessage(connected, { text: 'Is noon fine?' })) };
    const message = () => desk.model.messages.get(id)?.find((each) => each.id === messageId);
    const conversation = () => desk.model.conversations.get(id);
    await until(
      () => {
        const isSettled = !['queued', 'sending'].includes(message()?.delivery ?? 'queued');
        return isSettled && (what === 'message' ? message()?.delivery !== 'sent' : conversation()?.state === 'ended');
      },
      `an end of ${refusal.code} ${refusal.sip ?? ''}`,
      20_000,
    );
    const { state, end } = conversation() ?? {};
    return {
      delivery: message()?.delivery ?? '',
      failure: message()?.failure,
      conversation: state === 'ended' ? `ended: ${end}` : (state ?? ''),
    };
  } finally {
    await desk.close();
  }
}

const outcomes = new Map<Refusal, { invitation: Outcome; message: Outcome }>();

describe.concurrent('each error has its outcome, on either channel the same', () => {
  it.each(refusals.map((refusal) => [`${refusal.code} ${refusal.sip ?? ''} ${refusal.meaning}`, refusal] as const))(
    '%s',
    async (_name, refusal) => {
      const [first, ...others] = await Promise.all(
        channels.map(async (channel) => ({
          invitation: await outcomeOf(refusal, channel, 'invitation'),
          message: await outcomeOf(refusal, channel, 'message'),
        })),
      );
      for (const other of others) expect(other).toEqual(first);
      // What a person wrote is never left at "sending", and nobody is said to have refused who did not.
      expect(['failed', 'unknown', 'sent']).toContain(first?.invitation.delivery);
      expect(first?.message.conversation).toBe('connected');
      expect(first?.invitation.conversation === 'ended: peer-declined').toBe(refusal.sip === 603);
      expect(first?.invitation.conversation === 'ended: peer-busy').toBe([486, 600].includes(refusal.sip ?? 0));
      if (first) outcomes.set(refusal, first);
    },
    60_000,
  );
});

describe('docs/errors.md', () => {
  it('shows what was seen', async ({ skip }) => {
    if (outcomes.size < refusals.length) skip();
    const rows = refusals.map((refusal) => {
      const { invitation, message } = outcomes.get(refusal) ?? {};
      const code = refusal.sip === undefined ? `${refusal.code || 'none'}` : `${refusal.code}, SIP ${refusal.sip}`;
      const reads = [wordsOfEnd(invitation), wordsOfMessage(invitation)].filter(Boolean).join(' ');
      return `| ${code} | ${refusal.meaning} | ${invitation?.delivery} | ${invitation?.conversation.replace('ended: ', '')} | ${reads} | ${message?.delivery} |`;
    });
    await expect(page(rows)).toMatchFileSnapshot('../../docs/errors.md');
  });
});

function wordsOfEnd(outcome: Outcome | undefined): string {
  const end = outcome?.conversation.replace('ended: ', '') as keyof typeof conversationWords.end;
  const words = (conversationWords.end[end] ?? '').split(' | ')[0] ?? '';
  return `“${words.replace('{people}', 'Lee Park')}”`;
}

function wordsOfMessage(outcome: Outcome | undefined): string {
  if (outcome?.delivery === 'unknown') return `“${messageWords.delivery.unknown}”`;
  if (outcome?.delivery !== 'failed') return '';
  return `“${failureWords[outcome.failure as FailureCode] ?? ''}”`;
}

const page = (rows: readonly string[]): string => `# What becomes of an error

What the server may answer to an invitation (\`initiateImSession\`) and to a message (\`sendMessage\`), in the command's reply or in a
poll, with what then becomes of the text, of the conversation, and what a person reads. Seen over real HTTP by
\`test/wire/errors.test.ts\`, which writes this page. What the codes are: [protocol](protocol.md#59-errors). 18100 (session not
found) is not in it: nothing was done, so a new session is opened and what was asked goes out again.

| Code | Meaning | Text of the invitation | Conversation ends as | A person reads | A message |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

\`sent\`: whoever refused has got it. \`unknown\`: nobody knows, and the window says so and offers to send it again. \`failed\`: it has
reached nobody; the text is kept, with Retry. A message that fails does not end its conversation.
`;
