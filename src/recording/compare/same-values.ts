// When two values of the protocol count as the same: numbers and words of it are equal, names and texts of people are only there.
import type { HowToCompare } from '../element-differences';
import { localName } from '../../protocol/xml-reader';
import { codedNames, namedByWords } from '../mask/known-names';
import { isCode, isKnownNamespace } from '../mask/known-values';

/** Numbers that a server gives out, counts or measures: that they are there, and are numbers, is all that can be compared. */
const drawn =
  /(?:^|\/)@?(?:sid|eid|ackId|confId|pollWaitTime|sessionTimeout|deltaNum|id|groups|publishTime|instance|messageId|returned|endpointId)$/u;

/** In the address of somebody it is where they live. */
const ofAddress = /(?:^|\/)user\/@state$/iu;

function isSame(path: string, then: string, now: string): boolean {
  const [owner = '', written = ''] = path.split('/').slice(-2);
  const name = localName(written.replace('@', ''));
  if (drawn.test(path)) return isCode(then) === isCode(now) && (then === '') === (now === '');
  if (/^@xmlns(?::|$)/u.test(written)) return then === now || ![then, now].some(isKnownNamespace);
  if (isCode(then) && isCode(now)) return then === now;
  // A word that nobody knows in the place of one that has its meaning.
  if (isCoded(localName(owner), name) && !ofAddress.test(path) && (isCode(then) || isCode(now))) return false;
  // Words of people and of the server are others: that there are some is all.
  return (then.trim() === '') === (now.trim() === '');
}

function isCoded(element: string, name: string): boolean {
  const folded = name.toLowerCase();
  return codedNames.has(folded) || (folded === 'name' && namedByWords.has(element.toLowerCase()));
}

export const howToCompare: HowToCompare = { isSame, words: { expected: 'the recording', actual: 'here' } };
