import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyChanges } from '../../shared/domain/apply-changes';
import { emptyModel, type Model } from '../../shared/domain/model';
import type { Journal } from './journal';
import { Desk, until } from './testing/desk';

const lee = 'sip:lee@example.com';

/** Remembers like a disk: what was written before `flushed` resolved. */
class MemoryJournal implements Journal {
  model: Model = emptyModel;
  /** While set, nothing gets to the disk. */
  isStuck = false;
  /** Gets stuck as soon as something was heard. */
  sticksAtMessages = false;
  isBroken = false;
  accounts: string[] = [];

  async load(account: string) {
    this.accounts.push(account);
    return {
      conversations: [...this.model.conversations.values()],
      messages: [...this.model.messages.values()].flat(),
      events: [...this.model.events.values()].flat(),
      calls: [...this.model.calls.values()],
      dormant: [],
      confirming: [],
      nextNumber: 500,
    };
  }

  write(changes: Parameters<Journal['write']>[0]): void {
    this.model = applyChanges(this.model, changes);
    const isHeard = changes.some((change) => change.kind === 'message' && change.message.direction === 'incoming');
    if (isHeard && this.sticksAtMessages) this.isStuck = true;
  }

  async flushed(): Promise<void> {
    if (this.isBroken) throw new Error('disk full');
    await until(() => !this.isStuck, 'the disk');
  }
}

let desk: Desk;
let journal: MemoryJournal;

beforeEach(async () => {
  desk = await Desk.open();
  journal = new MemoryJournal();
  desk.newEngine({ journal });
});

afterEach(() => desk.close());

const wire = (): string[] =>
  desk.service
    .requests()
    .flatMap((request) =>
      request.kind === 'conference' && 'message' in request.action ? [request.action.message.content] : [],
    );

describe('with a journal', () => {
  it('has a message on disk before it is on the wire', async () => {
    await desk.signIn();
    journal.isStuck = true;
    let isTaken = false;
    const started = desk.engine.startConversation({ to: [lee], subject: '', body: { text: 'Hi' } });
    const taken = started.then(() => (isTaken = true));
    await until(() => [...journal.model.messages.values()].flat().length === 1, 'the message in the journal');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(wire()).toEqual([]);
    expect(isTaken, 'who typed it is told').toBe(false);
    journal.isStuck = false;
    await taken;
    await until(() => wire().length === 1, 'the message');
  });

  it('has an event on disk before it is acknowledged', async () => {
    await desk.signIn();
    await desk.connected([lee]);
    journal.sticksAtMessages = true;
    const message = { kind: 'messageReceived', sender: lee, message: { content: 'Yes' } } as const;
    desk.service.push({ kind: 'conference', confId: 3, updates: [message] });
    await until(() => desk.signalsOf('messageReceived').length === 1, 'the message');
    const { length } = desk.service.polls;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(desk.service.polls, 'not acknowledged').toHaveLength(length);
    journal.isStuck = false;
    await until(() => desk.service.polls.length > length, 'the acknowledgement');
  });

  it('brings threads back in the next run, with ids that go on, and sends what waited', async () => {
    await desk.signIn();
    const id = await desk.connected([lee]);
    desk.service.push({ kind: 'conference', confId: 3, updates: [{ kind: 'imSessionState', state: 'terminated' }] });
    await until(() => desk.model.conversations.get(id)?.state === 'ended', 'the end');
    journal.isStuck = true;
    void desk.engine.sendMessage(id, { text: 'written just before the crash' });
    await until(() => journal.model.messages.get(id)?.length === 2, 'the message in the journal');
    // What was waiting for the disk had not gone out.
    journal.write([
      {
        kind: 'message',
        message: { ...(journal.model.messages.get(id)?.at(-1) ?? fail()), delivery: 'queued' },
      },
    ]);
    desk.newEngine({ journal });
    journal.isStuck = false;
    await desk.signIn();
    expect(journal.accounts).toEqual([desk.service.self, desk.service.self]);
    await until(() => wire().includes('written just before the crash'), 'the message');
    const { messageId } = await desk.engine.startConversation({ to: [lee], subject: '', body: { text: 'new' } });
    expect(Number(messageId.slice(1))).toBeGreaterThanOrEqual(500);
  });

  it('has what a sign-out ended as that, and not as a lost connection', async () => {
    await desk.signIn();
    const id = await desk.connected([lee]);
    await desk.engine.signOut();
    expect(desk.model.conversations.size).toBe(0);
    expect(journal.model.conversations.get(id)).toMatchObject({ state: 'ended', end: 'signed-out' });
    await desk.signIn();
    expect(desk.model.conversations.get(id)).toMatchObject({ state: 'ended', end: 'signed-out' });
    const ends = desk.model.events.get(id)?.flatMap(({ news }) => (news.kind === 'ended' ? [news.end] : []));
    expect(ends).toEqual(['signed-out']);
  });

  it('is not used on a public computer', async () => {
    await desk.signIn({ isPublicComputer: true });
    await desk.connected([lee]);
    expect(journal.accounts).toEqual([]);
    expect(journal.model).toEqual(emptyModel);
  });

  it('goes on when it cannot be written, and warns once', async () => {
    journal.isBroken = true;
    await desk.signIn();
    await desk.connected([lee]);
    expect(desk.signalsOf('warning')).toMatchObject([{ code: 'history-not-saved' }]);
  });
});

function fail(): never {
  throw new Error('must be there');
}
