import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSights, seenIn, sightsOf } from './seen.mjs';

const recording = (headers) =>
  [
    { format: 'parley-recording', version: 1, client: '0.1.0' },
    {
      at: 1,
      n: 1,
      ask: { channel: 'command', body: '<cwaRequests><conference rid="1"><lock/></conference></cwaRequests>' },
    },
    { at: 2, n: 2, ask: { channel: 'data' } },
    {
      at: 3,
      n: 2,
      answer: { headers, body: '<cwaEvents><conference eid="1"><locked>true</locked></conference></cwaEvents>' },
    },
    { at: 4, n: 1, answer: { headers, body: '<cwaResponses><requestAccepted rid="1"/></cwaResponses>' } },
    { at: 5, end: true, unknown: 0 },
  ]
    .map((entry) => JSON.stringify(entry))
    .join('\n');

describe('what is seen in the recordings', () => {
  const sights = [
    ...sightsOf(recording([])),
    ...sightsOf(
      recording([
        ['server', 'Example-IIS/6.0'],
        ['X-Powered-By', 'Example.NET'],
      ]),
    ),
    ...sightsOf(
      recording([
        ['Server', 'Example-IIS/6.0'],
        ['X-Powered-By', 'Example.NET'],
      ]),
    ),
  ];

  it('is told by product, in how many', () => {
    expect(seenIn(sights, 'Request', 'lock')).toBe('Example-IIS/6.0, Example.NET: 2; no product named: 1');
  });

  it('is told by channel: a request is no event', () => {
    expect(seenIn(sights, 'Event', 'lock')).toBe('');
    expect(seenIn(sights, 'Conference sub-event', 'locked')).not.toBe('');
    expect(seenIn(sights, 'Reply', 'requestAccepted')).not.toBe('');
    expect(seenIn(sights, 'Event', 'requestAccepted')).toBe('');
  });

  it('is nothing where nobody has said it', () => {
    expect(seenIn(sights, 'Request', 'loc')).toBe('');
    expect(seenIn([], 'Request', 'lock')).toBe('');
  });

  it('reads those that are kept', () => {
    const kept = readSights(resolve(import.meta.dirname, '../../test/recordings'));
    expect(seenIn(kept, 'Request', 'sendMessage')).not.toBe('');
    expect(seenIn(kept, 'Conference sub-event', 'messageReceived')).not.toBe('');
  });
});
