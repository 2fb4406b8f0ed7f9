// What is under way when somebody signs out: it may arrive while the goodbye is said, and is over when that is.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Traffic } from '../http/cwa-http';
import { createNodeTransport, type NodeTransport } from '../http/node/node-transport';
import type { RawAnswer } from '../testing/scripted-service';
import { Desk, until } from '../testing/desk';

let desk: Desk;
let transport: NodeTransport;
let traffic: Traffic[];
beforeEach(async () => {
  desk = await Desk.open();
  transport = createNodeTransport();
  traffic = [];
  desk.newEngine({ transport, onTraffic: (each) => traffic.push(each) });
});
afterEach(async () => {
  transport.close();
  await desk.close();
});

/** Answers of the server that do not come before `answer` is called. */
function heldAnswers(isHeld: (kind: string) => boolean): { asked: () => number; answer: (raw: RawAnswer) => void } {
  const waiting: ((raw: RawAnswer) => void)[] = [];
  desk.service.answerCommands = ([first]) =>
    first && isHeld(first.kind) ? new Promise((resolve) => waiting.push(resolve)) : undefined;
  return { asked: () => waiting.length, answer: (raw) => waiting.shift()?.(raw) };
}

const isCommand = ({ channel }: Traffic): boolean => channel === 'command';

describe('signing out', () => {
  it.each([
    ['with the goodbye', () => desk.engine.signOut()],
    ['at once where there is no time for one', async () => desk.engine.dispose()],
  ])('breaks off a command that is under way: %s', async (_when, leave) => {
    const { service, engine } = desk;
    await desk.signIn();
    const held = heldAnswers((kind) => kind === 'publishSelfPresence');
    const note = engine.setNote('At lunch').then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
    await until(() => held.asked() === 1, 'the command');
    await leave();
    expect(await note).toBe('unknown-outcome');
    await until(() => service.brokenOff.includes('command'), 'its end');
    expect(traffic.filter(isCommand).at(-1)).toMatchObject({ failure: 'cancelled' });
  });

  it('breaks off a question whether commands get through', async () => {
    const { service, engine } = desk;
    await desk.signIn();
    const held = heldAnswers((kind) => kind === 'queryPresence');
    const { sid } = service;
    // A poll that fails twice makes the session doubt.
    service.intercept = (channel) => (channel === 'data' && service.sid === sid ? { status: 500 } : undefined);
    await until(() => held.asked() === 1, 'the question');
    await engine.signOut();
    await until(() => service.brokenOff.includes('command'), 'its end');
  });

  it('lets what is under way arrive while the goodbye is said', async () => {
    const { service, engine } = desk;
    await desk.signIn();
    const id = await desk.connected(['sip:lee@example.com']);
    const held = heldAnswers((kind) => kind === 'conference' || kind === 'terminateSession');
    await engine.sendMessage(id, { text: 'Good night' });
    await until(() => held.asked() === 1, 'the message');
    const left = engine.signOut();
    await until(() => held.asked() === 2, 'the goodbye');
    expect(service.brokenOff).not.toContain('command');
    held.answer({});
    held.answer({});
    await left;
    expect(traffic.filter(isCommand).slice(-2)).toMatchObject([{ status: 200 }, { status: 200 }]);
  });
});
