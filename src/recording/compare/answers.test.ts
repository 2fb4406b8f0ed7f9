import { expect, it } from 'vitest';
import { disturbanceOf } from './answers';

it.each<[number, 'sign-in' | 'command' | 'data', string, boolean]>([
  [200, 'command', '<cwaResponses/>', false],
  [200, 'command', '<html/>', true],
  [200, 'data', '<cwaEvents sid="7" ackId="3"/>', false],
  [200, 'data', '<cwaEvents sid="7"/>', false],
  [200, 'data', '<cwaEvents sid="7" ackId="-1"/>', true],
  [200, 'data', '<cwaEvents sid="7" ackId="soon"/>', true],
  [500, 'data', '', true],
  [302, 'command', '', true],
  [307, 'data', '<html/>', true],
  [302, 'sign-in', '', true],
  [401, 'command', '', true],
  [401, 'sign-in', '', false],
  [400, 'command', '', false],
  [200, 'command', '<cwaResponses><requestFailed rid="2"><error code="18100"/></requestFailed></cwaResponses>', true],
  [200, 'data', '<cwaResponses><error code="18100"/></cwaResponses>', true],
  [200, 'command', '<cwaResponses><requestFailed rid="2"><error code="18102"/></requestFailed></cwaResponses>', false],
])('tells what came in the place of an answer: %i to %s, %s', (status, channel, body, isDisturbed) => {
  expect(disturbanceOf({ status, headers: [], body }, channel) !== undefined).toBe(isDisturbed);
});
