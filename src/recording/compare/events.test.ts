import { expect, it } from 'vitest';
import { parseXml } from '../../protocol/xml';
import { eventDifferences, EventStream, type ToldEvent } from './events';

function told(...sessions: readonly string[]): readonly ToldEvent[] {
  const stream = new EventStream();
  for (const [at, inside] of sessions.entries())
    stream.add(parseXml(`<cwaEvents sid="${at + 1}">${inside}</cwaEvents>`));
  return stream.events;
}

const done = (rid: number): string => `<requestSucceeded eid="${rid}" rid="${rid}"/>`;
const arrived = (rid: number): string =>
  `<conference eid="${rid}" confId="7"><messageIdReceived rid="${rid}" messageId="1"/></conference>`;

it('tells what is told of a request here alone', () => {
  expect(eventDifferences(told(done(4) + done(6)), told(done(4) + done(5) + done(6)))).toEqual([
    'cwaEvents/requestSucceeded for request 5: here, and not in the recording',
  ]);
  expect(eventDifferences(told(arrived(4) + done(6)), told(arrived(4) + arrived(5) + done(6)))).toEqual([
    'cwaEvents/conference/messageIdReceived for request 5: here, and not in the recording',
  ]);
});

it('does not ask for what the end of the recording or of a session cut off', () => {
  expect(eventDifferences(told(done(4)), told(done(4) + done(5)))).toEqual([]);
  expect(eventDifferences(told(done(4), done(6)), told(done(4) + done(5), done(6)))).toEqual([]);
});

it('tells another outcome as such', () => {
  const failed = '<requestFailed eid="5" rid="5"/>';
  expect(eventDifferences(told(done(4) + done(5) + done(6)), told(done(4) + failed + done(6)))).toEqual([
    'cwaEvents/requestSucceeded in the recording, cwaEvents/requestFailed here',
  ]);
});
