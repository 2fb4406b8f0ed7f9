// A client that puts its requests together in another way than then, or calls them otherwise, does nothing else than was done then.
import { describe, expect, it } from 'vitest';
import type { Ask, Entry } from '../format';
import { Script, type Difference, type Outcome } from './script';

const ok = (
  body: string,
  status = 200,
): Entry extends infer E ? (E extends { answer: infer A } ? A : never) : never => ({
  status,
  headers: [],
  body,
});
const commands = (requests: string): Ask => ({
  channel: 'command',
  method: 'POST',
  path: '/cwa/MainCommandHandler.ashx',
  headers: [],
  body: `<cwaRequests sid="7">${requests}</cwaRequests>`,
});
const poll = (ackId: number): Ask => ({
  channel: 'data',
  method: 'GET',
  path: `/cwa/AsyncDataChannel.ashx?Sid=7&AckID=${ackId}&UA=false`,
  headers: [],
});
const replies = (inside: string): string => `<cwaResponses>${inside}</cwaResponses>`;
const events = (ackId: number, inside = ''): string => `<cwaEvents sid="7" ackId="${ackId}">${inside}</cwaEvents>`;
const search = (rid: number | string): string => `<search rid="${rid}"><displayName>lee</displayName></search>`;
const group = (rid: number | string, name = 'Docks'): string =>
  `<addGroup rid="${rid}"><group name="${name}"/></addGroup>`;

/** What happened, a line each: numbered by `n`, a moment apart. */
function entriesOf(...lines: readonly (readonly [n: number, what: Ask | string | number])[]): readonly Entry[] {
  const entries = lines.map(([n, what], at): Entry => {
    if (typeof what === 'string') return { at, n, answer: ok(what) };
    if (typeof what === 'number')
      return what === 0 ? { at, n, failure: 'unreachable' } : { at, n, answer: ok('', what) };
    return { at, n, ask: what };
  });
  return [...entries, { at: lines.length, end: true, unknown: 0 }];
}

class Play {
  readonly differences: Difference[] = [];
  readonly due: unknown[] = [];
  hasEnded = false;
  private time = 0;
  private readonly timers: { readonly at: number; readonly run: () => void }[] = [];
  private readonly script: Script;

  constructor(entries: readonly Entry[]) {
    this.script = new Script({
      entries,
      isFast: true,
      now: () => this.time,
      setTimeout: (run, delayMs) => void this.timers.push({ at: this.time + delayMs, run }),
      patienceMs: 5_000,
      onDue: (command) => this.due.push(command),
      onDifference: (difference) => this.differences.push(difference),
      onEnd: () => (this.hasEnded = true),
    });
  }

  ask({ channel, path, body }: Ask, left?: AbortSignal): Promise<Outcome> {
    return this.script.arrive({ channel, path, ...(body !== undefined && { body }) }, left);
  }

  /** What is said, as soon as it is. */
  async answerTo(ask: Ask): Promise<string> {
    return this.said(this.ask(ask));
  }

  async said(asked: Promise<Outcome>): Promise<string> {
    let outcome: Outcome | undefined;
    void asked.then((each) => (outcome = each));
    for (let turn = 0; turn < 1_000 && !outcome; turn += 1) await this.pass(10);
    if (outcome?.kind !== 'answer') return outcome?.kind ?? 'nothing';
    return outcome.answer.status === 200 ? outcome.answer.body : String(outcome.answer.status);
  }

  async pass(ms: number): Promise<void> {
    for (const until = this.time + ms; this.time < until;) {
      this.time += 10;
      for (const due of this.timers.filter(({ at }) => at <= this.time)) {
        this.timers.splice(this.timers.indexOf(due), 1);
        due.run();
      }
      await Promise.resolve();
    }
  }
}

describe('a script', () => {
  it('passes over the path that the service lies below', async () => {
    const signIn = { channel: 'sign-in', method: 'POST', path: '/Abc/forms/logon.html', headers: [], body: '<logon/>' };
    const play = new Play(entriesOf([1, signIn as Ask], [1, '']));
    expect(await play.answerTo({ ...(signIn as Ask), path: '/forms/logon.html' })).toBe('');
    expect(play.differences).toEqual([]);
  });

  it('lets a client in at once that had to sign in in several steps then', async () => {
    const signIn = { channel: 'sign-in', method: 'POST', path: '/iwa/logon.html', headers: [], body: '<logon/>' };
    const play = new Play(entriesOf([1, signIn as Ask], [1, 401], [1, 401], [1, '']));
    expect(await play.answerTo(signIn as Ask)).toBe('');
  });

  it('answers one by one what was asked for together then, under the numbers of now', async () => {
    const play = new Play(
      entriesOf(
        [1, commands(search(1) + group(2))],
        [1, replies('<requestAccepted rid="1"/><requestAccepted rid="2"/>')],
        [2, poll(0)],
        [2, events(2, '<requestSucceeded eid="1" rid="2"/><searchResult eid="2" rid="1"/>')],
      ),
    );
    expect(await play.answerTo(commands(group(41)))).toBe(replies('<requestAccepted rid="41"/>'));
    expect(await play.answerTo(commands(search(42)))).toBe(replies('<requestAccepted rid="42"/>'));
    expect(await play.answerTo(poll(0))).toBe(
      events(2, '<requestSucceeded eid="1" rid="41"/><searchResult eid="2" rid="42"/>'),
    );
    await play.pass(1_000);
    expect([play.differences, play.hasEnded]).toEqual([[], true]);
  });

  it('answers together what was asked for one by one then', async () => {
    const play = new Play(
      entriesOf(
        [1, commands(search(1))],
        [1, replies('<requestAccepted rid="1"/>')],
        [2, commands(group(2))],
        [2, replies('<requestFailed rid="2"><error code="1"/></requestFailed>')],
      ),
    );
    expect(await play.answerTo(commands(group(1) + search(2)))).toBe(
      replies('<requestFailed rid="1"><error code="1"/></requestFailed><requestAccepted rid="2"/>'),
    );
    await play.pass(1_000);
    expect([play.differences, play.hasEnded]).toEqual([[], true]);
  });

  it('says nothing of what no answer came to then, beside what was answered', async () => {
    const play = new Play(
      entriesOf(
        [1, commands(search(1))],
        [1, 0],
        [2, commands(group(2))],
        [2, replies('<requestAccepted rid="2"/>')],
        [3, commands(search(3))],
        [3, replies('<requestAccepted rid="3"/>')],
      ),
    );
    expect(await play.answerTo(commands(search(1) + group(2)))).toBe(replies('<requestAccepted rid="2"/>'));
    expect(await play.answerTo(commands(search(3)))).toBe(replies('<requestAccepted rid="3"/>'));
    await play.pass(1_000);
    expect([play.differences, play.hasEnded]).toEqual([[], true]);
  });

  it('refuses all of what was refused in part, and answers the rest when it is asked again', async () => {
    const play = new Play(
      entriesOf(
        [1, commands(search(1))],
        [1, 429],
        [2, commands(search(1))],
        [2, replies('<requestAccepted rid="1"/>')],
        [3, commands(group(2))],
        [3, replies('<requestAccepted rid="2"/>')],
      ),
    );
    expect(await play.answerTo(commands(search(1) + group(2)))).toBe('429');
    expect(await play.answerTo(commands(search(1) + group(2)))).toBe(
      replies('<requestAccepted rid="1"/><requestAccepted rid="2"/>'),
    );
    await play.pass(1_000);
    expect([play.differences, play.hasEnded]).toEqual([[], true]);
  });

  it('tells no event of what has not been asked yet, and says meanwhile that there is none', async () => {
    const play = new Play(
      entriesOf(
        [1, poll(0)],
        [1, events(1)],
        [2, commands(search(1))],
        [2, replies('<requestAccepted rid="1"/>')],
        [3, commands(group(2))],
        [4, poll(1)],
        [3, 0],
        [4, events(2, '<requestSucceeded eid="2" rid="2"/>')],
      ),
    );
    expect(await play.answerTo(poll(0))).toBe(events(1));
    expect(await play.answerTo(commands(search(1)))).toBe(replies('<requestAccepted rid="1"/>'));
    // Who waits for a poll before asking on is not left waiting for ever.
    expect(await play.answerTo(poll(1))).toBe('<cwaEvents sid="7" ackId="1"/>');
    const listening = play.ask(poll(1));
    expect(await play.answerTo(commands(group(9)))).toBe('hang-up');
    expect(await play.said(listening)).toBe(events(2, '<requestSucceeded eid="2" rid="9"/>'));
    await play.pass(1_000);
    expect([play.differences, play.hasEnded]).toEqual([[], true]);
  });

  it('tells again what nobody was there to hear', async () => {
    const play = new Play(entriesOf([1, poll(0)], [1, events(3)], [2, poll(3)], [2, events(4)]));
    const told = events(3);
    expect(await play.answerTo(poll(0))).toBe(told);
    expect(await play.answerTo(poll(0))).toBe(told);
    expect(await play.answerTo(poll(3))).toBe(events(4));
    expect(play.differences).toEqual([]);
  });

  const signIn: Ask = { channel: 'sign-in', method: 'POST', path: '/forms/logon.html', headers: [], body: '<logon/>' };
  const welcome =
    '<cwaResponses><requestSucceeded eid="0"><uri>sip:dana@example.com</uri></requestSucceeded></cwaResponses>';
  const probe = (rid: number): string =>
    `<queryPresence rid="${rid}"><uris><uri>sip:dana@example.com</uri></uris></queryPresence>`;

  it('does not mind how often a client tries whether anything gets through', async () => {
    const play = new Play(
      entriesOf(
        [1, signIn],
        [1, welcome],
        [2, commands(probe(1))],
        [2, replies('<requestAccepted rid="1"/>')],
        [3, commands(group(2))],
        [3, replies('<requestAccepted rid="2"/>')],
      ),
    );
    expect(await play.answerTo(signIn)).toBe(welcome);
    expect(await play.answerTo(commands(group(1)))).toBe(replies('<requestAccepted rid="1"/>'));
    expect(await play.answerTo(commands(probe(2)))).toBe(replies('<requestAccepted rid="2"/>'));
    // An event is not owed for what nobody told of then.
    expect(await play.answerTo(commands(probe(3)))).toMatch(/^<cwaResponses><requestFailed rid="3">/u);
    await play.pass(1_000);
    expect([play.differences, play.hasEnded]).toEqual([[], true]);
  });

  it('does not wait for what is only asked again when it is known not to have arrived', async () => {
    const play = new Play(
      entriesOf(
        [1, commands(group(1))],
        [1, 0],
        [2, commands(group(1))],
        [2, replies('<requestAccepted rid="1"/>')],
        [3, commands(search(2))],
        [3, replies('<requestAccepted rid="2"/>')],
      ),
    );
    expect(await play.answerTo(commands(group(1)))).toBe('hang-up');
    expect(await play.answerTo(commands(search(2)))).toBe(replies('<requestAccepted rid="2"/>'));
    await play.pass(1_000);
    expect([play.differences, play.hasEnded]).toEqual([[], true]);
  });

  it('lets a client go that does not listen as long as then before it says goodbye', async () => {
    const goodbye = '<terminateSession rid="1"/>';
    const play = new Play(
      entriesOf(
        [1, poll(0)],
        [1, events(1)],
        [2, poll(1)],
        [2, events(1)],
        [3, commands(goodbye)],
        [3, replies('<requestAccepted rid="1"/>')],
      ),
    );
    expect(await play.answerTo(poll(0))).toBe(events(1));
    expect(await play.answerTo(commands(goodbye))).toBe(replies('<requestAccepted rid="1"/>'));
    await play.pass(1_000);
    expect([play.differences, play.hasEnded]).toEqual([[], true]);
  });

  it('answers first what was answered later then, where one waits for the other', async () => {
    const play = new Play(
      entriesOf(
        [1, commands(search(1))],
        [1, replies('<requestAccepted rid="1"/>')],
        [2, commands(group(2))],
        [2, replies('<requestAccepted rid="2"/>')],
      ),
    );
    expect(await play.answerTo(commands(group(1)))).toBe(replies('<requestAccepted rid="1"/>'));
    expect(await play.answerTo(commands(search(2)))).toBe(replies('<requestAccepted rid="2"/>'));
    await play.pass(1_000);
    expect([play.differences, play.hasEnded]).toEqual([[], true]);
  });

  it('has as long a silence after what nobody answered as there was then, before something else is due', async () => {
    const due = { do: 'note', text: 'Back at four' };
    const [asked, lost] = entriesOf([1, commands(group(1))], [1, 0]);
    if (!asked || !lost) throw new Error('nothing asked');
    const play = new Play([asked, lost, { at: 9_000, do: due }, { at: 9_001, end: true, unknown: 0 }]);
    expect(await play.answerTo(commands(group(1)))).toBe('hang-up');
    await play.pass(8_000);
    expect(play.due).toEqual([]);
    await play.pass(1_100);
    expect(play.due).toEqual([due]);
  });

  it('tells what is asked that was not asked then, what is not, and what is asked otherwise', async () => {
    const play = new Play(
      entriesOf(
        [1, commands(group(1))],
        [1, replies('<requestAccepted rid="1"/>')],
        [2, commands(search(2))],
        [2, replies('<requestAccepted rid="2"/>')],
      ),
    );
    expect(await play.answerTo(commands(group(1, 'Yards')))).toBe(replies('<requestAccepted rid="1"/>'));
    expect(await play.answerTo(commands(group(2)))).toMatch(/<requestInvalid rid="2">/u);
    await play.pass(20_000);
    expect(play.differences.map(({ n, what }) => `${n ?? ''} ${what}`)).toEqual([
      '1 command addGroup: cwaRequests/addGroup/group/@name: "Docks" in the recording, "Yards" now',
      ' asks command addGroup, which it did not then, or not so often',
      '2 command search: was asked then, and is not now',
    ]);
    expect(play.hasEnded).toBe(true);
  });
});
