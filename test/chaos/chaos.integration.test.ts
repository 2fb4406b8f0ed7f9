// The short run of `npm run chaos`.
import { describe, expect, it } from 'vitest';
import { hasViolation, runChaos, type ChaosReport } from './run-chaos';
import { scenarioNames, scenarios, type ScenarioName } from './scenarios';

const messages: Readonly<Record<ScenarioName, number>> = {
  pair: 300,
  storm: 80,
  // Enough for each kind of fault to have its turn.
  conference: 300,
  'steady-conference': 150,
};

/** In the steady one nobody is to be out: another seed where chance has ended a session. */
async function run(name: ScenarioName): Promise<ChaosReport> {
  for (let seed = 4_711; ; seed++) {
    const report = await runChaos({ messages: messages[name], seed, scenario: scenarios[name] });
    if (name !== 'steady-conference' || report.sessionsLost === 0 || hasViolation(report)) return report;
    if (seed >= 4_715) throw new Error('a session was lost with each seed');
  }
}

describe('chaos', () => {
  it.each(scenarioNames)(
    'loses, doubles, reorders and hides nothing: %s',
    async (name) => {
      const report = await run(name);
      const { lost, duplicated, reordered, silent, rejections, diverged, askedAgain } = report;
      expect({ lost, duplicated, reordered, silent, rejections, diverged, askedAgain }).toEqual({
        lost: [],
        duplicated: [],
        reordered: [],
        silent: [],
        rejections: [],
        diverged: [],
        askedAgain: 0,
      });
      expect(report.messages).toBeGreaterThanOrEqual(messages[name] * 0.95);
      expect(report.inputs).toBeGreaterThan(messages[name] * 4);
      // Something must have got through, and something must have been struck.
      expect(report.confirmed).toBeGreaterThan(name === 'storm' ? 0 : messages[name] / 4);
      expect(Object.keys(report.faults).length).toBeGreaterThan(4);
    },
    120_000,
  );
});
