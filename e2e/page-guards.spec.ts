// Each guard of a page by itself, in a real Electron: a stranger's page runs against it while every other wall is away.
import { expect, test } from '@playwright/test';
import { startStranger, startWatchedPort } from './support/hostile';
import { runInElectron } from './run-in-electron';

type Outcome = Readonly<Record<string, unknown>>;
const outcomes = new Map<unknown, Outcome>();
const paths: string[] = [];
let origin = '';
let connections = 0;

test.beforeAll(async () => {
  const stranger = await startStranger();
  const outside = await startWatchedPort();
  ({ origin } = stranger);
  try {
    const env = { HOSTILE_ORIGIN: origin, OUTSIDE_PORT: String(outside.port) };
    for (const outcome of (await runInElectron('page-guards-main.ts', env)) as readonly Outcome[]) {
      outcomes.set(outcome['step'], outcome);
    }
    paths.push(...stranger.paths);
    connections = outside.connections();
  } finally {
    await stranger.stop();
    await outside.stop();
  }
});

test('a page of ours goes nowhere', () => {
  expect(outcomes.get('ownNavigation')).toMatchObject({ prevented: true, url: `${origin}/page` });
});

test('a page of ours is not led elsewhere', () => {
  expect(outcomes.get('ownRedirect')).toMatchObject({ prevented: true });
  expect(paths).toContain('/redirect');
});

test('a page of ours opens no window', () => {
  expect(outcomes.get('ownNewWindow')).toMatchObject({ answer: 'nothing', windows: 1 });
});

test('a page of ours embeds no other', () => {
  expect(outcomes.get('ownWebview')).toMatchObject({ prevented: true });
});

test("a stranger's page stays on the web", () => {
  expect(outcomes.get('strangersNavigation')).toMatchObject({ prevented: true, url: `${origin}/page` });
});

test("a stranger's page is not led off the web", () => {
  expect(outcomes.get('strangersRedirect')).toMatchObject({ prevented: true });
});

test("a stranger's page opens no window", () => {
  expect(outcomes.get('strangersNewWindow')).toMatchObject({ answer: 'nothing', windows: 1 });
});

test("a stranger's page embeds no other", () => {
  expect(outcomes.get('strangersWebview')).toMatchObject({ prevented: true });
});

test("a stranger's page does not keep its window open", () => {
  expect(outcomes.get('strangersLeaving')).toMatchObject({ prevented: true });
});

test('none of all that was fetched', () => {
  expect(paths).not.toContain('/target');
});

const denied = { notifications: 'denied', media: 'NotAllowedError', midi: 'denied', position: 'denied' };
const noneOfSix = Array.from({ length: 6 }, () => 'denied');

test('what a page asks for is refused', () => {
  expect(outcomes.get('asked')).toMatchObject(denied);
});

test('what a page may have without asking is nothing', () => {
  expect(outcomes.get('checked')).toMatchObject({ states: noneOfSix });
});

test('the sessions of servers are guarded', () => {
  expect(outcomes.get('serverSession')).toMatchObject({ ...denied, states: noneOfSix });
});

test('no device is given to a page', () => {
  expect(outcomes.get('devices')).toMatchObject({ answers: [false] });
});

test('nothing is downloaded', () => {
  expect(outcomes.get('download')).toMatchObject({ prevented: true });
});

test('no dictionary is fetched from outside', () => {
  expect(outcomes.get('dictionary')).toMatchObject({ failed: expect.any(String) });
  expect(connections).toBe(0);
});
