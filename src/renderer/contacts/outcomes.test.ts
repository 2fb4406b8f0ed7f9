import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useOutcomes, type Outcome, type OutcomeProblem } from './outcomes';

const said = (what: string, problems: readonly OutcomeProblem[] = []): Outcome => ({
  text: () => what,
  problems,
  canUndo: true,
});
const lost: OutcomeProblem = { names: ['Lee'], why: 'person-gone' };
const working: Outcome = { ...said('working'), progress: { done: 0, total: 2 } };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what is said of what was done', () => {
  it('stays beside the next that was asked for by then, and goes with one that is asked for later', async () => {
    const { outcome, earlier, waiting, show, inTurn } = useOutcomes();
    const textsOf = (): string[] => [...earlier.value, outcome.value].map((each) => each?.text() ?? '');
    let end = (): void => undefined;
    const first = inTurn(async () => {
      show(working);
      await new Promise<void>((resolve) => (end = resolve));
      show(said('first'));
    });
    await vi.advanceTimersByTimeAsync(0);
    const others = ['second', 'third'].map((what) => inTurn(() => Promise.resolve(show(said(what)))));
    expect(waiting.value).toBe(2);
    end();
    await Promise.all([first, ...others]);
    expect(waiting.value).toBe(0);
    expect(textsOf()).toEqual(['first', 'second', 'third']);
    await inTurn(() => Promise.resolve(show(said('fourth'))));
    expect(textsOf()).toEqual(['fourth']);
  });

  it('goes by itself but for what did not happen', async () => {
    const { outcome, earlier, show, tell } = useOutcomes();
    show(said('first', [lost]));
    tell(said('second', [lost]));
    tell(said('third'));
    expect(earlier.value.map(({ text }) => text())).toEqual(['first', 'second']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(earlier.value.map(({ text }) => text())).toEqual(['first']);
    expect(outcome.value?.text()).toBe('second');
    expect(outcome.value?.canUndo).toBe(false);
  });

  it('leaves what goes on its place where something else has failed', () => {
    const { outcome, earlier, show, tell } = useOutcomes();
    show(working);
    tell(said('failed', [lost]));
    expect(outcome.value).toBe(working);
    expect(earlier.value.map(({ text }) => text())).toEqual(['failed']);
  });
});
