import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConferenceAction } from '../../../protocol/conference-actions';
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import { personas, strangers, type DemoPresence } from './demo-people';
import type { DemoSeat, DemoWorld } from './demo-seat';
import { startDemoPeople, type DemoLife } from './start-demo-people';

const dana = 'sip:dana@example.com';

interface Act {
  readonly at: number;
  readonly uri: string;
  readonly confId: number;
  readonly action: ConferenceAction;
}

/** A server as the demo sees it: notes what is done, and says what a test wants said. */
function createWorld() {
  const acts: Act[] = [];
  const published: { readonly uri: string; readonly presence: DemoPresence }[] = [];
  const rings: string[] = [];
  const listeners = new Map<
    string,
    (event: { kind: 'conference'; eid: number; confId: number; updates: readonly ConferenceUpdate[] }) => void
  >();
  const visitors: ((uri: string, isOnline: boolean) => void)[] = [];
  let lastId = 100;
  const takeSeat = (uri: string): DemoSeat => ({
    act(confId, action) {
      const id = confId === 0 ? ++lastId : confId;
      acts.push({ at: Date.now(), uri, confId: id, action });
      return id;
    },
    publish: (presence) => void published.push({ uri, presence }),
    publishCalendar: () => undefined,
    confideIn: () => undefined,
    onConference(listener) {
      listeners.set(uri, listener);
      return () => listeners.delete(uri);
    },
    close: () => undefined,
  });
  const world: DemoWorld = {
    takeSeat,
    onVisitor(listener) {
      visitors.push(listener);
      return () => visitors.splice(visitors.indexOf(listener), 1);
    },
    ring(from, to) {
      rings.push(`${from.uri} rings ${to}`);
      return { hangUp: () => void rings.push('hangs up') };
    },
  };
  return {
    world,
    acts,
    published,
    rings,
    tell: (uri: string, confId: number, ...updates: readonly ConferenceUpdate[]) =>
      listeners.get(uri)?.({ kind: 'conference', eid: 1, confId, updates }),
    visit: (uri: string, isOnline: boolean) => visitors.forEach((listener) => listener(uri, isOnline)),
    invitations: () => acts.filter(({ action }) => action.kind === 'initiateImSession'),
    said: (uri: string) =>
      acts.flatMap((act) => (act.uri === uri && act.action.kind === 'sendMessage' ? [act.action.message.content] : [])),
    kinds: (uri: string) => acts.filter((act) => act.uri === uri).map(({ action }) => action.kind),
  };
}

type World = ReturnType<typeof createWorld>;
let life: DemoLife | undefined;

function start(seed = 1): World {
  const world = createWorld();
  life = startDemoPeople({ world: world.world, seed });
  return world;
}

const invited = (content: string): ConferenceUpdate => ({
  kind: 'imSessionReceived',
  inviter: { uri: dana },
  message: { content },
});
const connected: ConferenceUpdate = { kind: 'imSessionState', state: 'connected' };
const terminated: ConferenceUpdate = { kind: 'imSessionState', state: 'terminated' };
const message = (content: string): ConferenceUpdate => ({
  kind: 'messageReceived',
  sender: dana,
  message: { content },
});
const lee = 'sip:lee@example.com';
const priya = 'sip:priya@example.com';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  life?.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('the people of the demo in conversation', () => {
  it('accept an invitation after a human pause, type, and answer what was asked', () => {
    const { acts, tell, said, kinds } = start();
    tell(lee, 4, invited('Is noon fine?'));
    vi.advanceTimersByTime(1_000);
    expect(acts).toEqual([]);
    vi.advanceTimersByTime(4_000);
    expect(kinds(lee)).toEqual(['acceptImSession']);
    tell(lee, 4, connected);
    vi.advanceTimersByTime(10_000);
    expect(kinds(lee)).toEqual(['acceptImSession', 'notifyComposing', 'sendMessage']);
    expect(said(lee)[0]).toMatch(/works for me|Half past|free then/u);
  });

  it('write in a look of their own', () => {
    const { acts, tell } = start();
    tell(lee, 4, invited('hello'));
    tell(lee, 4, connected);
    vi.advanceTimersByTime(20_000);
    const sent = acts.find(({ action }) => action.kind === 'sendMessage')?.action;
    expect(sent).toMatchObject({ message: { format: { font: 'Verdana', bold: true, color: '#1f4fd8' } } });
  });

  it('answer the last of several messages in a row', () => {
    const { tell, said } = start();
    tell(lee, 4, invited('hello'), connected);
    vi.advanceTimersByTime(20_000);
    tell(lee, 4, message('one'), message('two'), message('thank you'));
    vi.advanceTimersByTime(20_000);
    expect(said(lee)).toHaveLength(2);
    expect(said(lee)[1]).toMatch(/welcome|Any time|Gladly/u);
  });

  it('decline where they do not want to be disturbed', () => {
    const { tell, kinds } = start();
    tell(priya, 4, invited('a minute?'));
    vi.advanceTimersByTime(5_000);
    expect(kinds(priya)).toEqual(['terminateImSession']);
  });

  it('say nothing more once the conversation has ended', () => {
    const { tell, said } = start();
    tell(lee, 4, invited('hello'), connected, message('still there?'), terminated);
    vi.advanceTimersByTime(60_000);
    expect(said(lee)).toEqual([]);
  });

  it('do not all answer at once, and never each other', () => {
    const { tell, said } = start();
    const group = [lee, 'sip:mei@example.com', 'sip:tom@example.com'];
    const all = group.map((uri): ConferenceUpdate => ({ kind: 'participant', uri }));
    for (const uri of group) tell(uri, 9, invited(''), connected, ...all);
    vi.advanceTimersByTime(20_000);
    const before = group.map((uri) => said(uri).length);
    for (const uri of group) tell(uri, 9, message('what do you all think'));
    vi.advanceTimersByTime(20_000);
    const answers = group.map((uri, index) => said(uri).length - (before[index] ?? 0));
    expect(answers.reduce((sum, count) => sum + count)).toBe(1);
    for (const uri of group) {
      tell(uri, 9, { kind: 'messageReceived', sender: lee, message: { content: 'hello' } });
    }
    vi.advanceTimersByTime(60_000);
    expect(group.map((uri, index) => said(uri).length - (before[index] ?? 0))).toEqual(answers);
  });

  it('answer when they are called by name, whoever else is there', () => {
    const { tell, said } = start();
    const group = [lee, 'sip:mei@example.com', 'sip:tom@example.com'];
    const all = group.map((uri): ConferenceUpdate => ({ kind: 'participant', uri }));
    for (const uri of group) tell(uri, 9, invited(''), connected, ...all);
    vi.advanceTimersByTime(20_000);
    for (const text of ['Tom, a word', 'Tom, a word!', 'Tom, a word!!']) {
      const before = said('sip:tom@example.com').length;
      for (const uri of group) tell(uri, 9, message(text));
      vi.advanceTimersByTime(20_000);
      expect(said('sip:tom@example.com').length).toBe(before + 1);
    }
  });
});

describe('the people of the demo on their own', () => {
  it('turn to the visitor about twenty seconds after sign-in, and rarely after that', () => {
    const { visit, invitations, tell } = start();
    visit(dana, true);
    vi.advanceTimersByTime(19_000);
    expect(invitations()).toEqual([]);
    vi.advanceTimersByTime(2_000);
    expect(invitations()).toHaveLength(1);
    const [first] = invitations();
    expect(first?.action).toMatchObject({ uris: [dana] });
    tell(first?.uri ?? '', first?.confId ?? 0, terminated);
    vi.advanceTimersByTime(300_000);
    expect(invitations()).toHaveLength(1);
    vi.advanceTimersByTime(600_000);
    expect(invitations().length).toBeGreaterThanOrEqual(2);
  });

  it('never have more than one invitation open, and take back what nobody answers', () => {
    const { visit, acts } = start();
    visit(dana, true);
    vi.advanceTimersByTime(8 * 3_600_000);
    let open = 0;
    for (const { action } of acts) {
      if (action.kind === 'initiateImSession') open += 1;
      if (action.kind === 'terminateImSession') open -= 1;
      expect(open).toBeLessThanOrEqual(1);
    }
    expect(acts.filter(({ action }) => action.kind === 'initiateImSession').length).toBeGreaterThan(20);
  });

  it('go on once their invitation is accepted', () => {
    const { visit, invitations, tell, said } = start(2);
    visit(dana, true);
    vi.advanceTimersByTime(21_000);
    const { uri = '', confId = 0 } = invitations()[0] ?? {};
    tell(uri, confId, connected);
    vi.advanceTimersByTime(15_000);
    tell(uri, confId, message('Sounds great'));
    vi.advanceTimersByTime(15_000);
    expect(said(uri).length).toBeGreaterThanOrEqual(1);
    // Not taken back: that was for an invitation which nobody answers.
    vi.advanceTimersByTime(120_000);
    expect(invitations()).toHaveLength(1);
  });

  it('leave a visitor alone who has left', () => {
    const { visit, invitations, rings } = start();
    visit(dana, true);
    visit(dana, false);
    vi.advanceTimersByTime(8 * 3_600_000);
    expect([invitations(), rings]).toEqual([[], []]);
  });

  it('ring rarely, and give up after a while', () => {
    const { visit, rings } = start();
    visit(dana, true);
    vi.advanceTimersByTime(239_000);
    expect(rings).toEqual([]);
    vi.advanceTimersByTime(30_000);
    expect(rings).toEqual(['sip:grace@example.com rings sip:dana@example.com', 'hangs up']);
    vi.advanceTimersByTime(1_000_000);
    expect(rings).toHaveLength(2);
  });

  it('are all there at the start but one, and change their presence now and then', () => {
    const { published } = start();
    expect(new Set(published.map(({ uri }) => uri)).size).toBe(personas.length - 1 + strangers.length);
    const before = published.length;
    vi.advanceTimersByTime(600_000);
    expect(published.length - before).toBeGreaterThanOrEqual(6);
    expect(published.length - before).toBeLessThanOrEqual(15);
    const changed = new Set(published.slice(before).map(({ uri }) => uri));
    expect(changed.has(priya)).toBe(false);
  });

  it('do the same again with the same seed', () => {
    const play = (seed: number): unknown => {
      const world = start(seed);
      const begun = Date.now();
      world.visit(dana, true);
      vi.advanceTimersByTime(3_600_000);
      life?.stop();
      return [world.acts.map((act) => ({ ...act, at: act.at - begun })), world.published, world.rings];
    };
    expect(play(3)).toEqual(play(3));
    expect(play(3)).not.toEqual(play(4));
  });

  it('live as fast as a test wants', () => {
    const world = createWorld();
    life = startDemoPeople({ world: world.world, demoPace: 0.01 });
    world.visit(dana, true);
    vi.advanceTimersByTime(210);
    expect(world.invitations()).toHaveLength(1);
  });
});
