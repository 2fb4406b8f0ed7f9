import { expect, it } from 'vitest';
import { createLog } from './log';
import { createStartSteps } from './start-steps';

it('tells when each step of the start was done, since the process began', () => {
  const lines: string[] = [];
  let now = 1_000;
  const log = createLog({ write: (line) => lines.push(line), mask: (line) => line, now: () => now });
  const done = createStartSteps(log, 900.4, () => now);
  done('loaded');
  now = 1_250;
  done('ready');
  expect(lines.map((line) => line.slice(line.indexOf(' ') + 1))).toEqual([
    'start step=loaded ms=100',
    'start step=ready ms=350',
  ]);
});
