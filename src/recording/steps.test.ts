import { describe, expect, it } from 'vitest';
import type { Entry } from './format';
import { findSteps, stepsOf, unknownIn } from './steps';

const entries: readonly Entry[] = [
  { at: 0, do: { do: 'note', text: 'Xyzw' } },
  {
    at: 1,
    n: 1,
    ask: {
      channel: 'command',
      method: 'POST',
      path: '/cwa/MainCommandHandler.ashx',
      headers: [['CWA-Ticket', 'ticket-1']],
      body: '<cwaRequests><search rid="1"/></cwaRequests>',
    },
  },
  { at: 2, n: 2, ask: { channel: 'data', method: 'GET', path: '/cwa/AsyncDataChannel.ashx?Sid=1', headers: [] } },
  {
    at: 9,
    n: 1,
    answer: {
      status: 200,
      headers: [['X-Frob', 'Abc']],
      body: '<cwaResponses><wumpus q="1"/></cwaResponses>',
      http: '1.1',
    },
  },
  { at: 12, n: 2, failure: 'timeout' },
  { at: 13, end: true, unknown: 2 },
];

describe('a recording as a person looks at it', () => {
  it('has each request with what came of it, in the order in which they were made', () => {
    const steps = stepsOf(entries);
    expect(steps.map(({ at, channel, what, answer }) => [at, channel, what, answer?.at, answer?.outcome])).toEqual([
      [0, 'person', 'note', undefined, undefined],
      [1, 'command', 'search', 9, '200'],
      [2, 'data', '', 12, 'timeout'],
    ]);
    expect(steps[1]?.request).toBe(
      'POST /cwa/MainCommandHandler.ashx\nCWA-Ticket: ticket-1\n\n<cwaRequests><search rid="1"/></cwaRequests>',
    );
    expect(steps[1]?.answer?.text).toBe('HTTP/1.1 200\nX-Frob: Abc\n\n<cwaResponses><wumpus q="1"/></cwaResponses>');
  });

  it('is searched in all that passed, however it is spelled', () => {
    const steps = stepsOf(entries);
    expect(findSteps(steps, ' WUMPUS ')).toEqual([1]);
    expect(findSteps(steps, 'ticket-1')).toEqual([1]);
    expect(findSteps(steps, '')).toEqual([0, 1, 2]);
    expect(findSteps(steps, 'nowhere')).toEqual([]);
  });

  it('tells which names in it nobody knows', () => {
    expect(unknownIn(entries)).toEqual([
      { kind: 'header', written: 'X-Frob', count: 1 },
      { kind: 'element', written: 'wumpus', count: 1 },
      { kind: 'attribute', written: 'q', count: 1 },
    ]);
  });
});
