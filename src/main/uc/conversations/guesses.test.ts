import { describe, expect, it } from 'vitest';
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import { ConversationBench, kim, lee } from '../testing/conversation-bench';

const participant = (uri: string): ConferenceUpdate => ({ kind: 'participant', uri });
const connected: ConferenceUpdate = { kind: 'imSessionState', state: 'connected' };
const says = (sender: string, content: string): ConferenceUpdate => ({
  kind: 'messageReceived',
  sender,
  message: { content },
});

/** An invitation to Kim that was taken without a number, and number 9, of which nothing tells whose it is. */
function guessed(bench: ConversationBench): { id: string; rid: string } {
  const { id, rid } = bench.start('Hello Kim', [kim]);
  bench.accepted(rid);
  bench.hear(9, { kind: 'imSessionState', state: 'connecting' }, connected);
  bench.pass('stray');
  expect(bench.conversation(id).state).toBe('connected');
  return { id, rid };
}

describe('7.4 a number that was guessed since no other was left', () => {
  it.each([
    ['comes', participant(lee)],
    ['speaks', says(lee, 'I am Lee')],
    ['writes', { kind: 'composingState', uri: lee, state: 'composing' } as const],
  ])('is given back when somebody else %s there, and what was typed goes to nobody else', (_, update) => {
    const bench = new ConversationBench();
    const { id } = guessed(bench);
    bench.send(id, 'For Kim only');
    bench.hear(9, update, says(lee, 'Hello?'));
    bench.pass('stray');
    bench.send(id, 'And this');
    expect(bench.sent()).toEqual(['Hello Kim']);
    expect(bench.conversation(id).state).toBe('inviting');
    expect(bench.texts(id)).toEqual(['Hello Kim', 'For Kim only', 'And this']);
    const lees = [...bench.model.conversations.values()].find((each) => each.id !== id);
    expect(lees).toMatchObject({ state: 'connected', inviter: lee });
    expect(bench.texts(lees?.id ?? '')).toContain('Hello?');
    bench.hear(4, participant(kim), connected);
    expect(bench.conversation(id).state).toBe('connected');
    expect(bench.last).toMatchObject({
      confId: 4,
      action: { kind: 'sendMessage', message: { content: 'For Kim only' } },
    });
  });

  it('yields to one under which the person who was invited is', () => {
    const bench = new ConversationBench();
    const { id } = guessed(bench);
    bench.hear(4, participant(kim), connected);
    bench.send(id, 'For Kim only');
    expect(bench.last).toMatchObject({ confId: 4, action: { kind: 'sendMessage' } });
    bench.hear(9, says(lee, 'I am Lee'));
    bench.pass('stray');
    expect(bench.texts(id)).not.toContain('I am Lee');
  });

  it.each([
    ['comes', participant(kim)],
    ['speaks', says(kim, 'Yes?')],
  ])('is sure once the person who was invited %s there', (_, update) => {
    const bench = new ConversationBench();
    const { id } = guessed(bench);
    bench.send(id, 'For Kim only');
    expect(bench.sent()).toEqual(['Hello Kim']);
    bench.hear(9, update);
    expect(bench.last).toMatchObject({ confId: 9, action: { kind: 'sendMessage' } });
  });

  it('is sure once the server tells it', () => {
    const bench = new ConversationBench();
    const { id, rid } = guessed(bench);
    bench.send(id, 'For Kim only');
    bench.accepted(rid, 9);
    expect(bench.last).toMatchObject({ confId: 9, action: { kind: 'sendMessage' } });
  });

  it('keeps nobody waiting for ever who wrote there', () => {
    const bench = new ConversationBench();
    const { id } = guessed(bench);
    const messageId = bench.send(id, 'For Kim only');
    bench.pass('guess');
    expect(bench.message(id, messageId)).toMatchObject({ delivery: 'failed', failure: 'timeout' });
  });

  it('is waited for anew when it was given back, and not for ever', () => {
    const bench = new ConversationBench();
    const { id } = guessed(bench);
    bench.hear(9, participant(lee));
    bench.pass('number');
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'failed' });
  });
});

describe('7.4 a number that was guessed by its people', () => {
  it('is given back when it turns out to be of more than were invited', () => {
    const bench = new ConversationBench();
    const { id } = bench.start('Hello Kim', [kim]);
    bench.hear(8, participant(kim), participant(lee), connected);
    bench.send(id, 'For Kim only');
    expect(bench.sent()).toEqual(['Hello Kim']);
  });

  it('stays when it becomes a conference', () => {
    const bench = new ConversationBench();
    const { id } = bench.start('Hello Kim', [kim]);
    bench.hear(8, participant(kim), connected, { kind: 'escalationMode', mode: 'escalating' }, participant(lee));
    expect(bench.conversation(id).participants.map(({ uri }) => uri)).toEqual([kim, lee]);
  });
});
