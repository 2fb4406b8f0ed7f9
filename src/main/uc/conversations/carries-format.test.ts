// What windows say of the look of a message is what the engine sends.
import { describe, expect, it } from 'vitest';
import { carriesFormat, type Conversation } from '../../../shared/domain/conversation';
import type { MessageStyle } from '../../../shared/domain/message';
import { sampleConversation } from '../../../shared/testing/sample-conversation';
import { ConversationBench, kim, lee } from '../testing/conversation-bench';

const bold: MessageStyle = { bold: true, italic: false, underline: false, strike: false };

function write(bench: ConversationBench, id: string, messageId: string): void {
  bench.dispatch({ kind: 'send', id, messageId, body: { text: 'Noon', style: bold } });
}

/** The look that went out last, and the one that is shown here. */
function looks(bench: ConversationBench, id: string, messageId: string) {
  const action = bench.last?.action;
  const sent = action?.kind === 'sendMessage' || action?.kind === 'initiateImSession' ? action.message : undefined;
  return { isSent: sent?.format?.bold === true, isShown: bench.message(id, messageId).body.style !== undefined };
}

const both = { isSent: true, isShown: true };
const neither = { isSent: false, isShown: false };

describe('the look of a message', () => {
  it('goes with it between two', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    expect(carriesFormat(bench.conversation(id))).toBe(true);
    write(bench, id, 'a');
    expect(looks(bench, id, 'a')).toEqual(both);
  });

  it('4.8 is neither sent nor shown among several', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    expect(carriesFormat(bench.conversation(id))).toBe(false);
    write(bench, id, 'a');
    expect(looks(bench, id, 'a')).toEqual(neither);
    bench.dispatch({
      kind: 'start',
      id: 'c9',
      messageId: 'b',
      to: [lee, kim],
      subject: '',
      body: { text: 'x', style: bold },
    });
    expect(looks(bench, 'c9', 'b')).toEqual(neither);
    expect(carriesFormat(bench.conversation('c9'))).toBe(false);
  });

  it('6.6 is let go of by a message that waited while two became several, and kept where they did not', () => {
    for (const mode of ['escalated', 'peer'] as const) {
      const bench = new ConversationBench();
      const { id } = bench.connected();
      bench.hear(3, { kind: 'escalationMode', mode: 'escalating' });
      expect(carriesFormat(bench.conversation(id))).toBe(false);
      write(bench, id, 'a');
      bench.hear(3, { kind: 'escalationMode', mode });
      expect(carriesFormat(bench.conversation(id)), mode).toBe(mode === 'peer');
      expect(looks(bench, id, 'a'), mode).toEqual(mode === 'peer' ? both : neither);
    }
  });

  it('is carried by an ended conversation that begins anew with one, not by a conference that is joined again', () => {
    const one = { uri: lee, name: 'Lee', role: 'attendee' } as const;
    const two = { uri: kim, name: 'Kim', role: 'attendee' } as const;
    const ended = (part: Partial<Conversation>) =>
      carriesFormat(sampleConversation({ id: 'c1', state: 'ended', end: 'peer-left', participants: [one], ...part }));
    expect(ended({})).toBe(true);
    expect(ended({ isConference: true })).toBe(true);
    expect(ended({ isConference: true, focusUri: 'sip:focus@example.com' })).toBe(false);
    expect(ended({ isConference: true, participants: [one, two] })).toBe(false);
  });
});
