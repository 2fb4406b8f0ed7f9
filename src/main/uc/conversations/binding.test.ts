import { describe, expect, it } from 'vitest';
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import { ConversationBench, dana, kim, lee } from '../testing/conversation-bench';

const participant = (uri: string): ConferenceUpdate => ({ kind: 'participant', uri });
const connected: ConferenceUpdate = { kind: 'imSessionState', state: 'connected' };
const terminated: ConferenceUpdate = { kind: 'imSessionState', state: 'terminated' };
const says = (sender: string, content: string): ConferenceUpdate => ({
  kind: 'messageReceived',
  sender,
  message: { content },
});

describe('7.4 a number that nothing tells', () => {
  it('is that of the only conversation with the people who were invited', () => {
    const bench = new ConversationBench();
    const { id, messageId, rid } = bench.start('All hands', [lee, kim]);
    bench.hear(7, participant('sip:zoe@example.com'), connected);
    bench.hear(3, participant(kim), participant(lee), connected);
    expect(bench.conversation(id).state).toBe('connected');
    expect(bench.message(id, messageId).delivery).toBe('sent');
    bench.settled(rid, { kind: 'unknown' });
    expect(bench.message(id, messageId).delivery, 'its conversation shows that it was taken').toBe('sent');
    bench.send(id, 'Welcome');
    expect(bench.last?.confId).toBe(3);
  });

  it('is taken for nobody’s while two could mean it, until a rid tells', () => {
    const bench = new ConversationBench();
    const first = bench.start('One');
    const second = bench.start('Two');
    bench.hear(3, participant(lee), connected);
    bench.hear(4, participant(lee), connected, says(lee, 'To the second'));
    expect([bench.conversation(first.id).state, bench.conversation(second.id).state]).toEqual(['inviting', 'inviting']);
    bench.pass('stray');
    expect(bench.model.conversations.size, 'whose it is may yet be told').toBe(2);
    bench.accepted(second.rid, 4);
    expect([bench.conversation(first.id).state, bench.conversation(second.id).state]).toEqual([
      'connected',
      'connected',
    ]);
    expect(bench.texts(second.id)).toEqual(['Two', 'To the second']);
    bench.send(first.id, 'More');
    expect(bench.last?.confId).toBe(3);
  });

  it('is given up where that is not certain: not known to be delivered, and it goes on if it shows up', () => {
    const bench = new ConversationBench();
    const { id, messageId, rid } = bench.start();
    bench.accepted(rid);
    bench.settled(rid, { kind: 'succeeded' });
    bench.pass('number');
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'failed' });
    expect(bench.message(id, messageId)).toMatchObject({ delivery: 'unknown', failure: 'unknown-outcome' });
    bench.hear(3, participant(lee), connected, says(lee, 'Noon is fine.'));
    expect(bench.conversation(id).state).toBe('connected');
    expect(bench.message(id, messageId).delivery).toBe('sent');
    expect(bench.texts(id)).toEqual(['Is noon fine?', 'Noon is fine.']);
  });

  it('without a person in it goes to the only invitation that was taken without one, after a moment', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.hear(3, connected);
    bench.pass('stray');
    expect(bench.conversation(id).state, 'the reply may still tell').toBe('inviting');
    bench.accepted(rid);
    bench.pass('stray');
    expect(bench.conversation(id).state).toBe('connected');
  });

  it('that was there before is not that of a new invitation', () => {
    const bench = new ConversationBench();
    bench.hear(3, participant(lee), terminated);
    bench.monotonicNow += 1;
    const { id } = bench.start();
    expect(bench.conversation(id).state).toBe('inviting');
    bench.hear(3, { kind: 'locked', locked: false });
    expect(bench.conversation(id).state).toBe('inviting');
  });

  it('in a conference that is joined again is told by its focus', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    bench.dispatch({ kind: 'sessionLost' });
    bench.dispatch({ kind: 'online' });
    bench.hear(
      9,
      { kind: 'confUri', uri: bench.conversation(id).focusUri ?? '' },
      participant('sip:zoe@example.com'),
      connected,
    );
    expect(bench.conversation(id).state).toBe('connected');
  });

  it('of an invitation that was withdrawn meanwhile is ended', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.dispatch({ kind: 'leave', id, rid: 'leave' });
    bench.hear(3, participant(lee), connected);
    expect(bench.last).toMatchObject({ confId: 3, action: { kind: 'terminateImSession' } });
    bench.accepted(rid, 3);
    expect(bench.actions().filter((kind) => kind === 'terminateImSession')).toHaveLength(1);
  });
});

describe('7.4 a number that was taken for an invitation’s by its people', () => {
  it('is given back when the reply tells another', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.hear(8, participant(lee), connected);
    bench.accepted(rid, 3);
    bench.send(id, 'More');
    expect(bench.sent(), 'it is not connected there').toEqual(['Is noon fine?']);
    bench.hear(3, connected);
    expect(bench.last?.confId).toBe(3);
  });

  it('is given back when it announces itself as an invitation to us', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.hear(8, participant(lee));
    const theirs = bench.invited(8, 'You first?');
    expect(theirs).not.toBe(id);
    expect(bench.texts(theirs)).toEqual(['You first?']);
    expect(bench.conversation(id).state).toBe('inviting');
    bench.accepted(rid, 3);
    bench.hear(3, connected);
    expect(bench.conversation(id).state).toBe('connected');
  });
});

describe('what is told under a strange rid', () => {
  it('4.4 is the number of the only invitation that waits, and nothing once it has one', () => {
    const bench = new ConversationBench();
    const { id } = bench.start();
    bench.accepted('2', 3);
    bench.hear(3, connected);
    expect(bench.conversation(id).state).toBe('connected');
    const other = bench.start('To Kim', [kim]);
    bench.accepted('2', 3);
    expect(bench.conversation(other.id).state).toBe('inviting');
    expect(bench.conversation(id).state).toBe('connected');
  });

  it('7.5 is no number where it is 0', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.accepted(rid, 0);
    bench.hear(3, { kind: 'initiateImSessionAccepted', rid, confId: 0 }, connected);
    expect(bench.conversation(id).state).toBe('connected');
  });
});

describe('what is said under a number that is nobody’s', () => {
  it('is shown after a moment in a conversation of its own, and can be answered', () => {
    const bench = new ConversationBench();
    bench.hear(6, says(lee, 'Anybody there?'));
    expect(bench.model.conversations.size).toBe(0);
    bench.pass('stray');
    const [conversation] = bench.model.conversations.values();
    expect(conversation).toMatchObject({ state: 'connected', direction: 'incoming', inviter: lee, unread: 1 });
    expect(bench.kinds()).toContain('messageReceived');
    bench.send(conversation?.id ?? '', 'Yes');
    expect(bench.last).toMatchObject({ confId: 6, action: { kind: 'sendMessage' } });
  });

  it('goes into the thread that this person has', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.hear(3, terminated);
    bench.hear(6, says(lee, 'One more thing'));
    bench.pass('stray');
    expect(bench.texts(id)).toEqual(['Is noon fine?', 'One more thing']);
  });

  it('belongs to the invitation that announces itself late', () => {
    const bench = new ConversationBench();
    bench.hear(4, says(lee, 'And another thing'));
    const id = bench.invited(4, 'Got a minute?');
    expect(bench.texts(id)).toEqual(['Got a minute?', 'And another thing']);
    bench.pass('stray');
    expect(bench.model.conversations.size).toBe(1);
  });

  it('is not lost when there is more than anybody keeps', () => {
    const bench = new ConversationBench();
    for (let n = 1; n <= 60; n++) bench.hear(100 + n, says(`sip:p${n}@example.com`, `Hello ${n}`));
    for (let n = 1; n <= 250; n++) bench.hear(300, says(lee, `Message ${n}`));
    bench.pass('stray');
    const texts = [...bench.model.messages.values()].flat().map(({ body }) => body.text);
    expect(texts.filter((text) => text.startsWith('Hello'))).toHaveLength(60);
    expect(texts.filter((text) => text.startsWith('Message'))).toHaveLength(250);
  });
});

describe('a flood of numbers', () => {
  it('pushes out neither of two that wait for the same person', () => {
    const bench = new ConversationBench();
    const first = bench.start('One');
    const second = bench.start('Two');
    bench.hear(3, participant(lee), connected);
    bench.hear(4, participant(lee), connected);
    for (let n = 0; n < 1_200; n++) bench.hear(100 + n, n % 2 ? participant(lee) : participant(kim));
    bench.accepted(second.rid, 4);
    bench.accepted(first.rid, 3);
    expect(bench.conversation(first.id).state).toBe('connected');
    expect(bench.conversation(second.id).state).toBe('connected');
    expect(bench.state.strays.size).toBeLessThan(1_000);
  });

  it('of words under one that may be of two loses none, and leaves it connected when its number is told', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start('One');
    bench.start('Two');
    bench.hear(3, participant(lee), connected);
    for (let n = 1; n <= 450; n++) bench.hear(3, says(lee, `Message ${n}`));
    bench.accepted(rid, 3);
    expect(bench.conversation(id).state).toBe('connected');
    const texts = [...bench.model.messages.values()].flat().map(({ body }) => body.text);
    expect(texts.filter((text) => text.startsWith('Message'))).toHaveLength(450);
    expect(new Set(texts).size).toBe(452);
  });
});

describe('a reply that comes after the end of its request', () => {
  it('still tells the number', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.settled(rid, { kind: 'succeeded' });
    bench.hear(3, connected);
    bench.accepted(rid, 3);
    expect(bench.conversation(id).state).toBe('connected');
  });

  it('makes no conversation of an invitation that has failed, and ends nothing that is not there', () => {
    const bench = new ConversationBench();
    const { id, messageId, rid } = bench.start();
    bench.settled(rid, { kind: 'failed', failure: { code: 'peer-offline' } });
    bench.accepted(rid, 3);
    bench.hear(3, { kind: 'escalationMode', mode: 'none' }, terminated);
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'peer-offline' });
    expect(bench.message(id, messageId).delivery).toBe('failed');
    expect(bench.actions()).toEqual(['initiateImSession']);
  });

  it('is no news of a message that has failed and waits to be sent again', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const messageId = bench.send(id, 'More');
    const rid = bench.last?.rid ?? '';
    bench.settled(rid, { kind: 'failed', failure: { code: 'not-allowed' } });
    bench.isOnline = false;
    bench.dispatch({ kind: 'retry', id, messageId });
    bench.accepted(rid);
    expect(bench.message(id, messageId).delivery).toBe('queued');
  });

  it('spares the second attempt of a message that has arrived after all', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const messageId = bench.send(id, 'More');
    const rid = bench.last?.rid ?? '';
    bench.settled(rid, { kind: 'unknown' });
    bench.isOnline = false;
    bench.dispatch({ kind: 'retry', id, messageId });
    bench.settled(rid, { kind: 'succeeded' });
    bench.isOnline = true;
    bench.dispatch({ kind: 'online' });
    expect(bench.message(id, messageId).delivery).toBe('sent');
    expect(bench.sent()).toEqual(['Is noon fine?', 'More']);
  });
});

it('does not take its own name in a conference for that of somebody who was invited', () => {
  const bench = new ConversationBench();
  const { id } = bench.start();
  bench.hear(3, participant(dana), participant(kim), connected);
  expect(bench.conversation(id).state).toBe('inviting');
});

describe('what is said at an odd moment', () => {
  const one = (bench: ConversationBench): string =>
    [...bench.model.messages.values()]
      .flat()
      .map(({ body }) => body.text)
      .join();

  it('is shown where the number had been silent before', () => {
    const bench = new ConversationBench();
    bench.hear(7, connected);
    bench.pass('stray');
    bench.hear(7, says(lee, 'Anybody there?'));
    bench.pass('stray');
    expect(one(bench)).toBe('Anybody there?');
  });

  it('is shown behind the end of a conversation whose number was not known', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.hear(3, terminated, says(lee, 'Sorry, another time.'));
    bench.accepted(rid, 3);
    expect(bench.texts(id)).toEqual(['Is noon fine?', 'Sorry, another time.']);
  });

  it('is shown before the invitation that it belongs to, and with the words of that', () => {
    const bench = new ConversationBench();
    bench.hear(4, says(lee, 'And another thing'));
    bench.pass('stray');
    bench.hear(4, {
      kind: 'imSessionReceived',
      inviter: { uri: lee },
      role: 'attendee',
      escalationMode: 'invitingPeer',
      subject: '',
      message: { content: 'Got a minute?' },
    });
    expect(one(bench)).toBe('And another thing,Got a minute?');
  });

  it('is no conversation with oneself where it is our own echo', () => {
    const bench = new ConversationBench();
    bench.hear(6, says(dana, 'Mine'));
    bench.pass('stray');
    expect(bench.model.conversations.size).toBe(0);
  });
});

describe('a number that is used again', () => {
  it('7.5 is that of the invitation that waits, not of the conversation that has ended', () => {
    const bench = new ConversationBench();
    const { id: before } = bench.connected();
    bench.hear(3, terminated);
    const { id, rid } = bench.start('To Kim', [kim]);
    bench.hear(3, participant(kim), connected, says(kim, 'Yes?'));
    bench.accepted(rid, 3);
    expect(bench.conversation(id).state).toBe('connected');
    expect(bench.texts(id)).toEqual(['To Kim', 'Yes?']);
    expect(bench.texts(before)).toEqual(['Is noon fine?']);
  });

  it('is not taken from a conversation in which messages pass', () => {
    const bench = new ConversationBench();
    const { id: lees } = bench.connected();
    const { rid } = bench.start('To Kim', [kim]);
    bench.accepted(rid, 3);
    bench.hear(3, says(lee, 'Still here'));
    expect(bench.conversation(lees).state).toBe('connected');
    expect(bench.texts(lees).at(-1)).toBe('Still here');
  });

  it('and told twice is, until messages pass, the one that was told last', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.accepted(rid, 1);
    bench.hear(3, { kind: 'initiateImSessionAccepted', rid, confId: 1 }, connected);
    expect(bench.conversation(id).state).toBe('connected');
    bench.accepted(rid, 1);
    expect(bench.conversation(id).state).toBe('connected');
  });
});

describe('a failure that comes late', () => {
  it('says nothing of a text that was sent once more meanwhile', () => {
    const bench = new ConversationBench();
    const { id, messageId, rid } = bench.start();
    bench.settled(rid, { kind: 'unknown' });
    bench.dispatch({ kind: 'retry', id, messageId });
    bench.settled(rid, { kind: 'failed', failure: { code: 'peer-offline' } });
    bench.accepted(bench.last?.rid ?? '', 4);
    bench.hear(4, connected);
    expect(bench.message(id, messageId).delivery).toBe('sent');
  });

  it('of some of several leaves the others’ conferences alone while no number is known', () => {
    const bench = new ConversationBench();
    const zoe = 'sip:zoe@example.com';
    const first = bench.start('One', [lee, kim]);
    const second = bench.start('Two', [lee, zoe]);
    bench.hear(3, { kind: 'inviteFailed', uri: lee });
    bench.settled(first.rid, { kind: 'failed', failure: { code: 'peer-offline' } });
    bench.accepted(first.rid, 3);
    bench.hear(3, participant(kim), connected);
    expect(bench.conversation(first.id).state).toBe('connected');
    expect(bench.message(first.id, first.messageId).delivery).toBe('sent');
    expect(bench.conversation(second.id).state).toBe('inviting');
  });

  it('by 18100 sends nothing again that has arrived', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const messageId = bench.send(id, 'More');
    const rid = bench.last?.rid ?? '';
    bench.accepted(rid);
    bench.hear(3, { kind: 'messageIdReceived', rid, messageId: '2-mcu' });
    bench.settled(rid, { kind: 'not-sent', failure: { code: 'not-connected' } });
    expect(bench.message(id, messageId).delivery).toBe('confirmed');
    expect(bench.sent()).toEqual(['Is noon fine?', 'More']);
  });
});

describe('what comes without any number', () => {
  it('belongs to the only conversation with this person', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.start('To Kim', [kim]);
    bench.hear(0, says(lee, 'Noon is fine.'));
    expect(bench.texts(id)).toEqual(['Is noon fine?', 'Noon is fine.']);
  });

  it('is shown where no conversation fits, and never taken for number 0', () => {
    const bench = new ConversationBench();
    bench.hear(0, says(lee, 'Anybody there?'), connected);
    const [conversation] = bench.model.conversations.values();
    expect(conversation).toMatchObject({ state: 'ended', unread: 1 });
    bench.send(conversation?.id ?? '', 'Yes');
    expect(bench.last).toMatchObject({ confId: 0, action: { kind: 'initiateImSession', uris: [lee] } });
  });
});

it('a call that is answered in writing while the session is lost leaves a conversation that can go on', () => {
  const bench = new ConversationBench();
  bench.dispatch({ kind: 'callAnswering', id: 'c90', rid: 'r90', peer: lee });
  bench.dispatch({ kind: 'sessionLost' });
  bench.dispatch({ kind: 'callAnswered', id: 'c90', rid: 'r90', confId: 4, peer: lee, subject: '' });
  expect(bench.conversation('c90')).toMatchObject({ state: 'ended', end: 'connection-lost' });
  bench.send('c90', 'In writing, then');
  expect(bench.last).toMatchObject({ confId: 0, action: { kind: 'initiateImSession', uris: [lee] } });
});
