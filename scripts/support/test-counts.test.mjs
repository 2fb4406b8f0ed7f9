import { expect, it } from 'vitest';
import { countVitest, secondTriesOfPlaywright, secondTriesOfVitest } from './test-counts.mjs';

const unit = {
  numPassedTests: 2,
  numFailedTests: 0,
  testResults: [
    {
      name: 'talk.xmpp.test.ts',
      status: 'passed',
      assertionResults: [
        { fullName: 'a talk is heard', status: 'passed', failureMessages: [] },
        { fullName: 'a talk is heard again', status: 'passed', failureMessages: ['waited in vain\n  at gateway.ts'] },
      ],
    },
    { name: 'broken.test.ts', status: 'failed', assertionResults: [] },
  ],
};

it('tells which unit tests needed a second try, and what the first one said', () => {
  expect(secondTriesOfVitest(unit)).toEqual(['talk.xmpp.test.ts › a talk is heard again\n  waited in vain']);
});

it('counts a test that passed at its second try once, and a file without tests as failed', () => {
  expect(countVitest(unit)).toEqual({ passed: 2, failed: 1 });
});

it('tells which end-to-end tests needed a second try, in suites of suites', () => {
  const flaky = { file: 'tray.spec.ts', line: 3, title: 'is there', tests: [{ status: 'flaky' }] };
  const fine = { file: 'tray.spec.ts', line: 9, title: 'goes', tests: [{ status: 'expected' }] };
  expect(secondTriesOfPlaywright({ suites: [{ suites: [{ specs: [flaky, fine] }] }] })).toEqual([
    'tray.spec.ts:3 › is there',
  ]);
});

it('knows of none where nothing ran', () => {
  expect([secondTriesOfVitest(undefined), secondTriesOfPlaywright(undefined)]).toEqual([[], []]);
});
