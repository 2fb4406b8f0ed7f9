// Whose name one is, by the folders that a log lies in, where neither it nor another log says: `Lee Park` and `lee.park@example.com`,
// `lpark` or `leep` are the same, `Lee Park` and `kristalee` are not. Pure.
import { foldText } from '../../shared/folding';
import { addressOf, type LogPlace } from './chat-log';

/** Shorter words begin too many names. */
const leastLetters = 3;

/** Undefined: of neither, or of both as much. */
export function namedAfter(
  name: string,
  { account, peer }: Pick<LogPlace, 'account' | 'peer'>,
): 'account' | 'peer' | undefined {
  const isAccounts = isNamedSo(name, account);
  if (isAccounts === isNamedSo(name, peer)) return undefined;
  return isAccounts ? 'account' : 'peer';
}

/** A word of the name begins the address, or the first letter of one and another do. */
function isNamedSo(name: string, full: string): boolean {
  const [user = ''] = addressOf(full).split('@');
  const written = lettersOf(user).join('');
  const words = lettersOf(name);
  return words.some(
    (word, at) =>
      word.length >= leastLetters &&
      (written.startsWith(word) || words.some((other, index) => index !== at && written === other[0]! + word)),
  );
}

/** By words; what is written together with a number is still a word. */
function lettersOf(text: string): readonly string[] {
  return foldText(text).match(/\p{L}+/gu) ?? [];
}
