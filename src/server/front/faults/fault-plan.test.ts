import { describe, expect, it } from 'vitest';
import { createFaultPlan, type FaultPlan, type Trouble } from './fault-plan';

const draw = (plan: FaultPlan, count = 1000): Trouble[] => Array.from({ length: count }, () => plan.next('command'));
const share = (troubles: readonly Trouble[], is: (trouble: Trouble) => boolean): number =>
  troubles.filter(is).length / troubles.length;

describe('createFaultPlan', () => {
  it('does no harm without faults', () => {
    expect(draw(createFaultPlan([]), 20)).toEqual(Array(20).fill({ delayMs: 0, duplicatesEvents: false }));
    expect(createFaultPlan([]).restartEveryMs).toBeUndefined();
  });

  it.each([
    ['drop-request:0.1', (trouble: Trouble) => trouble.before === 'drop-request'],
    ['http-500:0.1', (trouble: Trouble) => trouble.before === 'http-500'],
    ['expire-ticket:0.1', (trouble: Trouble) => trouble.before === 'expire-ticket'],
    ['lose-session:0.1', (trouble: Trouble) => trouble.before === 'lose-session'],
    ['drop-response:0.1', (trouble: Trouble) => trouble.after === 'drop-response'],
    ['truncate:0.1', (trouble: Trouble) => trouble.after === 'truncate'],
    ['garbage:0.1', (trouble: Trouble) => trouble.after === 'garbage'],
    ['reorder:0.1', (trouble: Trouble) => trouble.comesLast !== undefined],
    ['duplicate-events:0.1', (trouble: Trouble) => trouble.duplicatesEvents],
  ] as const)('strikes as often as %s says', (spec, isStruck) => {
    const rate = share(draw(createFaultPlan([spec], 7), 5000), isStruck);
    expect(rate).toBeGreaterThan(0.08);
    expect(rate).toBeLessThan(0.12);
  });

  it('strikes always at 1 and never at 0', () => {
    const troubles = draw(createFaultPlan(['http-500:1', 'garbage:0']));
    expect(share(troubles, ({ before }) => before === 'http-500')).toBe(1);
    expect(share(troubles, ({ after }) => after === undefined)).toBe(1);
  });

  it('reorders commands alone, the reply as often as the events', () => {
    const plan = createFaultPlan(['reorder:1'], 7);
    const troubles = draw(plan, 5000);
    expect(share(troubles, ({ comesLast }) => comesLast === 'reply')).toBeCloseTo(0.5, 1);
    expect(share(troubles, ({ comesLast }) => comesLast === 'events')).toBeCloseTo(0.5, 1);
    expect(draw(createFaultPlan(['reorder:1'], 7), 50)).toEqual(troubles.slice(0, 50));
    for (const channel of ['data', 'sign-in', 'other'] as const) expect(plan.next(channel).comesLast).toBeUndefined();
  });

  it('delays within the range', () => {
    const delays = draw(createFaultPlan(['delay:100-200'])).map(({ delayMs }) => delayMs);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...delays)).toBeLessThanOrEqual(200);
    expect(new Set(delays).size).toBeGreaterThan(50);
  });

  it('can be played again by its seed', () => {
    const specs = ['drop-response:0.1', 'delay:0-2000', 'garbage:0.2'];
    const play = (seed: number): unknown => {
      const plan = createFaultPlan(specs, seed);
      return draw(plan);
    };
    expect(play(3)).toEqual(play(3));
    expect(play(3)).not.toEqual(play(4));
  });

  it('leaves the fortune of one fault as it is when another is added', () => {
    const drops = (specs: readonly string[]): unknown =>
      draw(createFaultPlan(specs, 5)).map(({ after }) => after === 'drop-response');
    expect(drops(['drop-response:0.3', 'delay:0-9', 'http-500:0.5'])).toEqual(drops(['drop-response:0.3']));
  });

  it('gives each channel a sequence of its own, however the others cross it', () => {
    const specs = ['drop-response:0.2', 'http-500:0.2', 'truncate:0.2', 'delay:0-50'];
    const [alone, crossed] = [createFaultPlan(specs, 9), createFaultPlan(specs, 9)];
    const commands = draw(alone, 100);
    expect(
      Array.from({ length: 100 }, (_, at) => {
        for (let poll = 0; poll < at % 4; poll += 1) crossed.next('data');
        return crossed.next('command');
      }),
    ).toEqual(commands);
    expect(Array.from({ length: 100 }, () => alone.next('data'))).not.toEqual(commands);
  });

  it('strikes with several kinds at once, each as often as it says', () => {
    const specs = ['http-500:0.1', 'expire-ticket:0.2', 'garbage:0.3', 'duplicate-events:0.4', 'delay:5'];
    const troubles = draw(createFaultPlan(specs, 3), 5000);
    expect(share(troubles, ({ before }) => before === 'http-500')).toBeCloseTo(0.1, 1);
    // One of them is enough: who was refused has no ticket to lose.
    expect(share(troubles, ({ before }) => before === 'expire-ticket')).toBeCloseTo(0.2 * 0.9, 1);
    expect(share(troubles, ({ after }) => after === 'garbage')).toBeCloseTo(0.3, 1);
    expect(share(troubles, ({ duplicatesEvents }) => duplicatesEvents)).toBeCloseTo(0.4, 1);
    expect(share(troubles, ({ delayMs }) => delayMs === 5)).toBe(1);
  });

  it('cuts an answer short, and replaces it by rubbish', () => {
    const plan = createFaultPlan(['truncate:1', 'garbage:1'], 2);
    const answer = '<cwaEvents sid="1"/>';
    const results = new Set<string>();
    for (let round = 0; round < 50; round++) {
      const { after, spoilsAt = NaN } = plan.next('data');
      expect(after).toBe('truncate');
      const cut = plan.spoil(answer, 'truncate', spoilsAt);
      expect(answer.startsWith(cut) && cut.length < answer.length).toBe(true);
      const rubbish = plan.spoil(answer, 'garbage', spoilsAt);
      expect(rubbish).not.toBe(answer);
      results.add(cut).add(rubbish);
    }
    expect(results.size).toBeGreaterThan(15);
  });

  it('restarts as often as it says', () => {
    expect(createFaultPlan(['restart:30000', 'restart:20000']).restartEveryMs).toBe(20_000);
  });

  it('refuses what is no fault', () => {
    expect(() => createFaultPlan(['drop-everything:1'])).toThrow('unknown fault');
  });
});
