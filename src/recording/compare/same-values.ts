// When two values of the protocol count as the same: numbers and words of it are equal, names and texts of people are only there.
import type { HowToCompare } from '../element-differences';
import { isCode } from '../mask/mask-values';

/** Numbers that a server gives out, counts or measures: that they are there, and are numbers, is all that can be compared. */
const drawn =
  /(?:^|\/)@?(?:sid|eid|ackId|confId|pollWaitTime|sessionTimeout|deltaNum|id|groups|publishTime|instance|messageId|returned|endpointId)$/u;

function isSame(path: string, then: string, now: string): boolean {
  if (drawn.test(path)) return isCode(then) === isCode(now) && (then === '') === (now === '');
  if (isCode(then) && isCode(now)) return then === now;
  // Words of people and of the server are others: that there are some is all.
  return (then.trim() === '') === (now.trim() === '');
}

export const howToCompare: HowToCompare = { isSame, words: { expected: 'the recording', actual: 'here' } };
