// Two engines on the real embedded server, over real HTTP. The one place where the client's tests may import the server.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonRecord } from '../../server/memory/directory/person-record';
import type { ServerOptions } from '../../server/options';
import { startServer, type RunningServer } from '../../server/server';
import type { Message } from '../../shared/domain/message';
import { until } from './testing/desk';
import { password, Seat } from './testing/seat';

const person = (name: string, part: Partial<PersonRecord> = {}): PersonRecord => ({
  uri: `sip:${name.toLowerCase()}@example.com`,
  user: `EXAMPLE\\${name.toLowerCase()}`,
  password,
  name,
  ...part,
});
const dana = 'sip:dana@example.com';
const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';
const people = [
  person('Dana', { groups: { Suppliers: [lee] }, contacts: [kim], title: 'Dispatcher' }),
  person('Lee', { contacts: [dana] }),
  person('Kim'),
];

let server: RunningServer;
let seats: Seat[];

async function open(options: Partial<ServerOptions> = {}): Promise<void> {
  server = await startServer({ people, pollWaitMs: 20, ...options });
}

function seat(name: string): Seat {
  const made = new Seat(name, () => server.url);
  seats.push(made);
  return made;
}

async function signedIn(name: string): Promise<Seat> {
  const made = seat(name);
  await made.signIn();
  return made;
}

/** Dana and Lee in a conversation that Dana began. */
async function talking(): Promise<{ d: Seat; l: Seat; dc: string; lc: string }> {
  const d = await signedIn('dana');
  const l = await signedIn('lee');
  const { conversationId: dc } = await d.engine.startConversation({
    to: [lee],
    subject: 'Slot',
    body: { text: 'Noon?' },
  });
  const lc = await l.invitation();
  await l.engine.run({ kind: 'accept', id: lc });
  await d.state(dc, 'connected');
  await l.state(lc, 'connected');
  return { d, l, dc, lc };
}

beforeEach(() => {
  seats = [];
});

afterEach(async () => {
  const differences = seats.flatMap(({ recording, model }) => recording.differences(model));
  for (const each of seats) each.close();
  await server.stop();
  // What each of them has heard gives the same once more.
  expect(differences).toEqual([]);
});

describe('on the embedded server', { timeout: 30_000 }, () => {
  it('signs in, sees contacts, groups and presence, and signs out', async () => {
    await open();
    const d = await signedIn('dana');
    const l = await signedIn('lee');
    await until(() => d.model.contacts.size === 2, 'contacts');
    await until(() => d.model.people.get(lee)?.presence.availability === 'available', 'Lee is there');
    expect(d.model.people.get(kim)?.presence.availability).toBe('offline');
    expect(d.model.self).toMatchObject({ uri: dana, name: 'Dana', availability: 'available' });
    await l.engine.setAvailability('busy');
    await l.engine.setNote('Stock-taking');
    await until(() => d.model.people.get(lee)?.presence.note === 'Stock-taking', 'the note');
    expect(d.model.people.get(lee)?.presence.availability).toBe('busy');
    await l.engine.signOut();
    await until(() => d.model.people.get(lee)?.presence.availability === 'offline', 'Lee is gone');
  });

  it('refuses a wrong password', async () => {
    await open();
    await expect(seat('dana').signIn({ password: 'wrong' })).rejects.toMatchObject({ code: 'wrong-password' });
  });

  it.each([
    ['EXAMPLE\\meyßner', 'EXAMPLE\\MEYßNER'],
    ['straß@example.com', 'Straß@example.com'],
    ['ﬁnley', 'ﬁNLEY'],
    ['MÜNDEN\\ŉgcobo', 'Münden\\ŉgcobo'],
    ['EXAMPLE\\ნინო', 'example\\ნინო'],
    ['EXAMPLE\\ıſµ', 'EXAMPLE\\ıſµ'],
  ])('knows %s by NTLM, typed as %s too', async (user, typed) => {
    const account = user.includes('\\') || user.includes('@') ? user : `EXAMPLE\\${user}`;
    await open({ people: [...people, person('Odd', { user: account })] });
    for (const each of [user, typed]) {
      const odd = seat('odd');
      await odd.signIn({ method: 'integrated', user: each });
      expect(odd.model.self?.uri).toBe('sip:odd@example.com');
      await odd.engine.signOut();
    }
    const refused = seat('odd').signIn({ method: 'integrated', user, password: 'wrong' });
    await expect(refused).rejects.toMatchObject({ code: 'wrong-password' });
  });

  it('invites with subject and bold blue text, talks both ways, shows typing, and one leaves', async () => {
    await open();
    const d = await signedIn('dana');
    const l = await signedIn('lee');
    const style = { font: 'Verdana', bold: true, italic: false, underline: false, strike: false, color: '#0000c0' };
    const { conversationId: dc, messageId } = await d.engine.startConversation({
      to: [lee],
      subject: 'Delivery slot',
      body: { text: 'Is noon <fine>?', style },
    });
    const lc = await l.invitation();
    expect(l.conversation(lc)).toMatchObject({
      inviter: dana,
      subject: 'Delivery slot',
      participants: [{ name: 'Dana' }],
    });
    expect(l.messages(lc)[0]?.body).toEqual({ text: 'Is noon <fine>?', style });
    await l.engine.run({ kind: 'accept', id: lc });
    await d.state(dc, 'connected');
    await l.engine.sendMessage(lc, { text: ' Yes ' });
    await d.said(dc, ' Yes ');
    await d.engine.sendMessage(dc, { text: 'Good' });
    await l.said(lc, 'Good');
    await d.engine.run({ kind: 'typing', id: dc, isTyping: true });
    await until(() => l.conversation(lc)?.composing[0] === dana, 'typing');
    const good = (): Message | undefined => d.messages(dc).at(-1);
    await until(() => good()?.delivery === 'confirmed', 'confirmed');
    expect(d.messages(dc)[0]).toMatchObject({ id: messageId, delivery: 'sent' });
    await l.engine.run({ kind: 'leave', id: lc });
    await d.state(dc, 'ended');
    expect(d.conversation(dc)?.end).toBe('peer-left');
    expect(l.conversation(lc)?.end).toBe('left');
  });

  it('what is said just as the other one leaves begins the next session, and is never called forbidden', async () => {
    await open();
    const { d, l, dc, lc } = await talking();
    const arrive = d.delayNews();
    await l.engine.run({ kind: 'leave', id: lc });
    const { answered } = d;
    const { messageId } = await d.engine.sendMessage(dc, { text: 'One more thing' });
    const said = (): Message | undefined => d.messages(dc).find(({ id }) => id === messageId);
    await until(() => d.answered > answered, 'the reply, before the news');
    arrive();
    const again = await l.invitation();
    expect(l.texts(again)).toContain('One more thing');
    await until(() => said()?.delivery === 'sent', 'sent');
    expect(d.signals.filter(({ kind }) => kind === 'messageFailed')).toEqual([]);
  });

  it('what is done to a conversation that is part of another by now is done to that', async () => {
    await open();
    const d = await signedIn('dana');
    const [desk, laptop] = [await signedIn('lee'), await signedIn('lee')];
    const invite = async (from: Seat, text: string): Promise<{ own: string; theirs: string }> => {
      const started = await from.engine.startConversation({ to: [dana], subject: '', body: { text } });
      const own = await d.invitation();
      await d.engine.run({ kind: 'accept', id: own });
      await d.state(own, 'connected');
      return { own, theirs: started.conversationId };
    };
    const first = await invite(desk, 'From my desk');
    const second = await invite(laptop, 'From my laptop');
    expect(first.own).not.toBe(second.own);
    await desk.engine.run({ kind: 'leave', id: first.theirs });
    await until(() => d.conversation(first.own) === undefined, 'one thread');
    expect(d.conversation(second.own)?.unread).toBe(2);
    await d.engine.run({ kind: 'markRead', id: first.own });
    expect(d.conversation(second.own)?.unread).toBe(0);
    await d.engine.run({ kind: 'typing', id: first.own, isTyping: true });
    await until(() => laptop.conversation(second.theirs)?.composing[0] === dana, 'typing');
  });

  it('declines', async () => {
    await open();
    const d = await signedIn('dana');
    const l = await signedIn('lee');
    const { conversationId: dc } = await d.engine.startConversation({
      to: [lee],
      subject: '',
      body: { text: 'Noon?' },
    });
    await l.engine.run({ kind: 'decline', id: await l.invitation() });
    await d.state(dc, 'ended');
    expect(d.conversation(dc)?.end).toBe('peer-declined');
  });

  it('tells that an invitee is offline, and reaches them on retry when they are back', async () => {
    await open();
    const d = await signedIn('dana');
    const { conversationId: dc, messageId } = await d.engine.startConversation({
      to: [lee],
      subject: '',
      body: { text: 'Noon?' },
    });
    await d.state(dc, 'ended');
    expect(d.conversation(dc)?.end).toBe('peer-offline');
    expect(d.messages(dc)[0]).toMatchObject({ delivery: 'failed', failure: 'peer-offline' });
    const l = await signedIn('lee');
    await d.engine.run({ kind: 'retry', id: dc, messageId });
    await l.engine.run({ kind: 'accept', id: await l.invitation() });
    await d.state(dc, 'connected');
  });

  it('is missed when the inviter gives up', async () => {
    await open();
    const d = await signedIn('dana');
    const l = await signedIn('lee');
    const { conversationId: dc } = await d.engine.startConversation({
      to: [lee],
      subject: '',
      body: { text: 'Noon?' },
    });
    const lc = await l.invitation();
    await d.engine.run({ kind: 'leave', id: dc });
    await l.state(lc, 'ended');
    expect(l.conversation(lc)?.end).toBe('missed');
  });

  it('is answered elsewhere when another endpoint takes it', async () => {
    await open();
    const d = await signedIn('dana');
    const l = await signedIn('lee');
    const other = await signedIn('lee');
    await d.engine.startConversation({ to: [lee], subject: '', body: { text: 'Noon?' } });
    const lc = await l.invitation();
    await other.engine.run({ kind: 'accept', id: await other.invitation() });
    await l.state(lc, 'ended');
    expect(l.conversation(lc)?.end).toBe('answered-elsewhere');
  });

  it('goes on in the same threads after somebody left, whoever writes first', async () => {
    await open();
    const { d, l, dc, lc } = await talking();
    await l.engine.run({ kind: 'leave', id: lc });
    await d.state(dc, 'ended');
    await d.engine.sendMessage(dc, { text: 'One more thing' });
    expect(await l.invitation()).toBe(lc);
    await l.engine.sendMessage(lc, { text: 'Go on' });
    await d.said(dc, 'Go on');
    expect(d.texts(dc)).toEqual(['Noon?', 'One more thing', 'Go on']);
    expect(l.texts(lc)).toEqual(['Noon?', 'One more thing', 'Go on']);
  });

  it('grows into a conference, with roster, roles, lock, eject and rejoining', async () => {
    await open();
    const { d, l, dc, lc } = await talking();
    const k = await signedIn('kim');
    await d.engine.run({ kind: 'invite', id: dc, uris: [kim] });
    const kc = await k.invitation();
    await k.engine.run({ kind: 'accept', id: kc });
    await until(() => d.conversation(dc)?.participants.length === 2, 'two others');
    await until(() => l.conversation(lc)?.participants.length === 2, 'two others for Lee');
    expect(d.conversation(dc)).toMatchObject({ isConference: true, ownRole: 'presenter', state: 'connected' });
    await k.engine.sendMessage(kc, { text: 'Hello both' });
    await d.said(dc, 'Hello both');
    await l.said(lc, 'Hello both');
    await d.engine.run({ kind: 'promote', id: dc, uri: lee });
    await until(() => l.conversation(lc)?.ownRole === 'presenter', 'Lee leads');
    await l.engine.run({ kind: 'leave', id: lc });
    await until(() => d.conversation(dc)?.participants.length === 1, 'Lee left');
    await l.engine.run({ kind: 'rejoin', id: lc });
    await l.state(lc, 'connected');
    await until(() => d.conversation(dc)?.participants.length === 2, 'Lee is back');
    await d.engine.run({ kind: 'lock', id: dc, locked: true });
    await until(() => k.conversation(kc)?.locked === true, 'locked');
    await expect(k.engine.run({ kind: 'eject', id: kc, uri: lee })).rejects.toMatchObject({ code: /./ });
    await d.engine.run({ kind: 'eject', id: dc, uri: kim });
    await k.state(kc, 'ended');
    expect(k.conversation(kc)?.end).toBe('ejected');
  });

  it('starts a conference with several at once', async () => {
    await open();
    const d = await signedIn('dana');
    const l = await signedIn('lee');
    const k = await signedIn('kim');
    const { conversationId: dc } = await d.engine.startConversation({
      to: [lee, kim],
      subject: 'All hands',
      body: { text: 'Meeting' },
    });
    const [lc, kc] = [await l.invitation(), await k.invitation()];
    await l.engine.run({ kind: 'accept', id: lc });
    await k.engine.run({ kind: 'accept', id: kc });
    await d.state(dc, 'connected');
    await until(() => k.conversation(kc)?.participants.length === 2, 'everybody');
    await d.engine.sendMessage(dc, { text: 'Welcome' });
    await l.said(lc, 'Welcome');
    await k.said(kc, 'Welcome');
  });

  it('edits contacts and groups, access levels and alerts', async () => {
    await open();
    const d = await signedIn('dana');
    const id = await d.engine.addGroup('Night shift');
    await expect(d.engine.addGroup('Night shift')).rejects.toMatchObject({ code: 'duplicate-name' });
    await d.engine.updateContact({ uri: lee, name: 'Lee P.', groupIds: [id], tag: true });
    await until(() => d.model.contacts.get(lee)?.groupIds[0] === id, 'moved');
    expect(d.model.contacts.get(lee)).toMatchObject({ name: 'Lee P.', tag: true });
    await d.engine.renameGroup(id, 'Day shift');
    await until(() => d.model.groups.get(id)?.name === 'Day shift', 'renamed');
    await d.engine.removeGroup(id);
    await until(() => !d.model.groups.has(id), 'removed');
    await d.engine.removeContact(kim);
    await until(() => !d.model.contacts.has(kim), 'Kim removed');
    await d.engine.addContact({ uri: kim, name: '', groupIds: [] });
    await until(() => d.model.contacts.has(kim), 'Kim added');
    await d.engine.setAccessLevel(lee, 'team');
    const team = () => d.model.accessLevels.find(({ level }) => level === 'team')?.members ?? [];
    await until(() => team().some(({ value }) => value === lee), 'the level');
    await signedIn('lee');
    await until(() => d.signals.some((signal) => signal.kind === 'contactAlert' && signal.online), 'the alert');
    expect((await d.engine.searchDirectory('kim')).hits).toMatchObject([{ uri: kim, name: 'Kim' }]);
    expect((await d.engine.searchDirectory('nobody')).hits).toEqual([]);
  });

  it('ends a conversation with whoever is blocked, keeps its thread, and lets them begin no other', async () => {
    await open();
    const { d, l, dc, lc } = await talking();
    await d.engine.setAccessLevel(lee, 'blocked');
    await d.state(dc, 'ended');
    expect(d.conversation(dc)).toMatchObject({ end: 'left' });
    expect(d.texts(dc)).toEqual(['Noon?']);
    await l.state(lc, 'ended');
    const { conversationId } = await l.engine.startConversation({ to: [dana], subject: '', body: { text: 'Why?' } });
    await until(() => l.messages(conversationId).at(-1)?.delivery === 'failed', 'nobody is reached');
    expect(d.texts(dc)).toEqual(['Noon?']);
    // Let in again, they talk on in the same thread.
    await d.engine.setAccessLevel(lee, null);
    await d.engine.sendMessage(dc, { text: 'Now then' });
    await l.state(await l.invitation(), 'invited');
  });

  it('declines what somebody has asked for who is blocked while they wait', async () => {
    await open();
    const d = await signedIn('dana');
    const l = await signedIn('lee');
    const { conversationId } = await l.engine.startConversation({ to: [dana], subject: '', body: { text: 'Noon?' } });
    const dc = await d.invitation();
    await d.engine.setAccessLevel(lee, 'blocked');
    await d.state(dc, 'ended');
    expect(d.conversation(dc)).toMatchObject({ end: 'declined' });
    await l.state(conversationId, 'ended');
  });

  it('ends the conversation at every endpoint, and by whatever blocks the other', async () => {
    await open();
    const { d, dc } = await talking();
    const elsewhere = await signedIn('dana');
    await elsewhere.engine.setAccess({ type: 'domain', value: 'example.com' }, 'blocked');
    await d.state(dc, 'ended');
  });

  it('leaves a conversation with others as it is', async () => {
    await open();
    const { d, dc } = await talking();
    const k = await signedIn('kim');
    await d.engine.run({ kind: 'invite', id: dc, uris: [kim] });
    await k.engine.run({ kind: 'accept', id: await k.invitation() });
    await until(() => d.conversation(dc)?.participants.length === 2, 'everybody');
    await d.state(dc, 'connected');
    await d.engine.setAccessLevel(lee, 'blocked');
    expect(d.conversation(dc)?.state).toBe('connected');
    // With all of them blocked nobody is left to talk to.
    await d.engine.setAccessLevel(kim, 'blocked');
    await d.state(dc, 'ended');
  });

  it('says that there are too many people, not that the text is too long', async () => {
    const crowd = Array.from({ length: 32 }, (_, at) => person(`P${at}`));
    await open({ people: [...people, ...crowd] });
    const d = await signedIn('dana');
    await signedIn('p0');
    const invite = (count: number) =>
      d.engine.startConversation({ to: crowd.slice(0, count).map(({ uri }) => uri), subject: '', body: { text: 'x' } });
    const first = async (start: ReturnType<typeof invite>) => {
      const { conversationId } = await start;
      await until(
        () => !['queued', 'sending'].includes(d.model.messages.get(conversationId)?.[0]?.delivery ?? 'queued'),
        'it is settled',
      );
      return d.model.messages.get(conversationId)?.[0];
    };
    expect(await first(invite(32))).toMatchObject({ delivery: 'failed', failure: 'too-many-people' });
    expect(await first(invite(31))).toMatchObject({ delivery: 'sent' });
  });

  it('asks about those who put the user on their list', async () => {
    await open();
    const d = await signedIn('dana');
    const k = await signedIn('kim');
    await k.engine.addContact({ uri: dana, name: 'Dana', groupIds: [] });
    await until(() => d.model.subscribers.has(kim), 'the subscriber');
    await d.engine.acknowledgeSubscribers([kim]);
    expect(d.model.subscribers.has(kim)).toBe(false);
  });

  it('lives with held polls', async () => {
    await open({ holdMs: 300, pollWaitMs: 0 });
    const { l, d, dc, lc } = await talking();
    await d.engine.sendMessage(dc, { text: 'Quick' });
    await l.said(lc, 'Quick');
  });

  it('goes through every trouble without losing, doubling or reordering a message', async () => {
    await open({
      seed: 7,
      faults: [
        'drop-response:0.1',
        'drop-request:0.05',
        'http-500:0.05',
        'truncate:0.05',
        'garbage:0.02',
        'duplicate-events:0.1',
        'expire-ticket:0.02',
        'lose-session:0.01',
      ],
    });
    const [d, l] = [seat('dana'), seat('lee')];
    for (const each of [d, l]) await persist(() => each.signIn());
    const { conversationId: dc } = await d.engine.startConversation({ to: [lee], subject: '', body: { text: 'm0' } });
    const count = 15;
    const person = setInterval(() => {
      if (d.texts(dc).length < count && d.conversation(dc)?.state !== 'inviting') {
        d.engine.sendMessage(dc, { text: `m${d.texts(dc).length}` }).catch(() => undefined);
      }
      for (const { id, state } of l.model.conversations.values()) {
        if (state === 'invited') l.engine.run({ kind: 'accept', id }).catch(() => undefined);
      }
      for (const { id, delivery } of d.messages(dc)) {
        // Known not to have arrived: the person tries again.
        if (delivery === 'failed') d.engine.run({ kind: 'retry', id: dc, messageId: id }).catch(() => undefined);
      }
      d.engine.retryNow();
      l.engine.retryNow();
    }, 50);
    try {
      const settled = ['sent', 'confirmed', 'unknown'];
      const isSettled = (): boolean =>
        d.messages(dc).length >= count && d.messages(dc).every(({ delivery }) => settled.includes(delivery ?? ''));
      await until(isSettled, 'every message settled', 90_000);
      const received = (): string[] => [...l.model.messages.values()].flat().map(({ body }) => body.text);
      const confirmed = d.messages(dc).filter(({ delivery }) => delivery === 'confirmed');
      await until(() => confirmed.every(({ body }) => received().includes(body.text)), 'what was confirmed', 30_000);
      expect(new Set(received()).size, 'none twice').toBe(received().length);
      expect(received(), 'in order').toEqual(d.texts(dc).filter((text) => received().includes(text)));
    } finally {
      clearInterval(person);
    }
  }, 150_000);
});

async function persist(run: () => Promise<void>): Promise<void> {
  for (let n = 0; n < 20; n++) {
    try {
      return await run();
    } catch {
      // Trouble is what this is about.
    }
  }
  throw new Error('never signed in');
}
