// Which emoji somebody means who writes a part of a name. Pure.
import { foldText } from '../../shared/folding';
import type { Emoji } from './emoji-set';

const longestCode = 100;

/** Best first: what is called so, what begins so, what has a word that begins so, what stands for it. All words have to fit. */
export function findEmoji(all: readonly Emoji[], typed: string, recent: readonly string[] = []): readonly Emoji[] {
  const words = foldText(typed)
    .split(/[\s_:-]+/u)
    .filter((word) => word !== '');
  const code = foldText(typed).replace(/^:|:$/gu, '').trim().replace(/\s+/gu, '_');
  if (code === '') return [];
  const found: { emoji: Emoji; rank: number; length: number; order: number }[] = [];
  for (const [order, emoji] of all.entries()) {
    const rank = rankOf(emoji, code, words);
    if (rank !== undefined)
      found.push({ emoji, rank: isRecent(emoji, recent) ? rank - 0.5 : rank, length: lengthBegun(emoji, code), order });
  }
  return found
    .sort((one, other) => one.rank - other.rank || one.length - other.length || one.order - other.order)
    .map(({ emoji }) => emoji);
}

function rankOf({ codes, nameWords, tagWords }: Emoji, code: string, words: readonly string[]): number | undefined {
  if (codes.includes(code)) return 0;
  if (codes.some((each) => each.startsWith(code))) return 1;
  // `-1` and `+1` are codes and no words.
  if (words.length === 0) return undefined;
  if (nameWords.startsWith(` ${words.join(' ')}`)) return 2;
  if (words.every((word) => nameWords.includes(` ${word}`))) return 3;
  if (words.every((word) => nameWords.includes(` ${word}`) || tagWords.includes(` ${word}`))) return 4;
  return codes.some((each) => each.includes(code)) ? 5 : undefined;
}

/** Of the shortest code that begins so: `:hea` is rather `:heart:` than `:head_shaking_horizontally:`. */
function lengthBegun({ codes }: Emoji, code: string): number {
  return codes.reduce((least, each) => (each.startsWith(code) ? Math.min(least, each.length) : least), longestCode);
}

function isRecent({ sign, tones }: Emoji, recent: readonly string[]): boolean {
  return recent.includes(sign) || (tones?.some((tone) => recent.includes(tone)) ?? false);
}
