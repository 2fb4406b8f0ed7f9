// With a real engine and the embedded server: what is set for a time ends, also when the program has been closed meanwhile.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../src/server/server';
import { defaultSettings, type Settings } from '../../src/shared/settings';
import { createEngine } from '../../src/main/uc/create-engine';
import type { UcEngine } from '../../src/main/uc/engine';
import { createNodeTransport, type NodeTransport } from '../../src/main/uc/http/node/node-transport';
import { until } from '../../src/main/uc/testing/desk';
import { createTimedPresence, type TimedPresence } from '../../src/main/services/timed-presence';

const dana = { uri: 'sip:dana@example.com', user: 'EXAMPLE\\dana', password: 'correct horse', name: 'Dana Reyes' };

let server: RunningServer;
let transport: NodeTransport;
let settings: Settings;
let clock = 0;
const open: { engine: UcEngine; timed: TimedPresence }[] = [];

beforeEach(async () => {
  server = await startServer({ people: [dana], pollWaitMs: 20 });
  transport = createNodeTransport();
  settings = defaultSettings;
  clock = Date.now();
});
afterEach(async () => {
  for (const each of open.splice(0)) close(each);
  transport.close();
  await server.stop();
});

function close({ engine, timed }: (typeof open)[number]): void {
  timed.stop();
  engine.dispose();
}

async function start() {
  const engine = createEngine({ transport });
  const timed = createTimedPresence({
    engine,
    settings: { get: () => settings, set: (changes) => (settings = { ...settings, ...changes }) },
    now: () => clock,
    log: () => undefined,
  });
  const here = { engine, timed };
  open.push(here);
  await engine.signIn({
    serverUrl: server.url,
    method: 'forms',
    user: dana.user,
    password: dana.password,
    isPublicComputer: false,
    availability: 'available',
    localeId: 1033,
  });
  return { ...here, self: () => engine.snapshot().model.self };
}

describe('a note for a time', () => {
  it('goes when its time is up, also after the program was closed', async () => {
    const first = await start();
    await first.timed.setNote('Back at four');
    await until(() => first.self()?.note === 'Back at four', 'the note');
    first.timed.keepNoteUntil(clock + 3_600_000);
    expect(JSON.stringify(settings)).not.toContain('four');
    await first.engine.signOut();
    close(open.pop()!);
    clock += 3_600_000;
    const second = await start();
    await until(() => second.self()?.note === '' && settings.noteUntil === null, 'no note any more');
  });

  it('stays where it was changed at another place', async () => {
    const here = await start();
    await here.timed.setNote('Back at four');
    await until(() => here.self()?.note === 'Back at four', 'the note');
    here.timed.keepNoteUntil(clock + 3_600_000);
    const elsewhere = await start();
    await elsewhere.engine.setNote('Gone fishing');
    clock += 3_600_000;
    await until(() => settings.noteUntil === null, 'the plan dropped');
    expect(here.self()?.note).toBe('Gone fishing');
  });

  it('does not carry its time over to one of another place, not even for a moment', async () => {
    const here = await start();
    await here.timed.setNote('Back at four');
    await until(() => here.self()?.note === 'Back at four', 'the note');
    here.timed.keepNoteUntil(clock + 3_600_000);
    const elsewhere = await start();
    await elsewhere.engine.setNote('Gone fishing');
    await until(() => here.self()?.note === 'Gone fishing', 'the other note');
    expect(settings.noteUntil).toBeNull();
  });
});

describe('do not disturb until a time', () => {
  it('gives back what was set before, and says that it was the time', async () => {
    const here = await start();
    await here.timed.setAvailability('busy');
    await until(() => here.self()?.chosen === 'busy', 'busy');
    await here.timed.quietUntil(clock + 1_800_000);
    await until(() => here.self()?.availability === 'do-not-disturb', 'quiet');
    expect(here.self()?.chosenBy).toBe('here');
    clock += 1_800_000;
    await until(() => here.self()?.availability === 'busy', 'busy again');
    expect(here.self()).toMatchObject({ chosen: 'busy', chosenBy: 'timer' });
    await until(() => settings.quietUntil === null, 'the plan done');
  });
});

describe('the own presence', () => {
  it('is reset to automatic, and knows of other places and who set it', async () => {
    const here = await start();
    await until(() => here.self()?.chosenBy === 'sign-in', 'the choice at sign-in');
    const elsewhere = await start();
    await until(() => here.self()?.endpoints === 2, 'two places');
    await elsewhere.engine.setAvailability('away');
    await until(() => here.self()?.chosen === 'away', 'away');
    expect(here.self()?.chosenBy).toBe('elsewhere');
    await until(() => elsewhere.self()?.chosenBy === 'here', 'set there');
    await here.timed.setAvailability('automatic');
    await until(() => here.self()?.availability === 'available', 'available');
    expect(here.self()).toMatchObject({ chosen: 'automatic', chosenBy: 'here' });
    expect(here.self()?.since).toBeTypeOf('number');
  });

  it('is set elsewhere where another place sets again what was set here before', async () => {
    const here = await start();
    await here.timed.quietUntil(clock + 1_800_000);
    await until(() => here.self()?.chosen === 'do-not-disturb', 'quiet');
    const elsewhere = await start();
    await elsewhere.engine.setAvailability('automatic');
    await until(() => here.self()?.chosen === 'automatic', 'automatic');
    await elsewhere.engine.setAvailability('do-not-disturb');
    await until(() => here.self()?.chosen === 'do-not-disturb', 'quiet again');
    expect(here.self()?.chosenBy).toBe('elsewhere');
  });

  it('is idle at once where it is said so', async () => {
    const here = await start();
    await here.engine.setMachineActivity('idle');
    await until(() => here.self()?.availability === 'inactive', 'inactive');
    await here.engine.setMachineActivity('active');
    await until(() => here.self()?.availability === 'available', 'available');
  });
});
