// The emoji there are, made of the tables of emojibase-data: a sign, what it is called, and what it is found by. Pure; emoji-data.ts loads
// the tables.
import { foldText } from '../../shared/folding';

/** In the order of Unicode; what makes parts of others (`component`) is none to choose. */
export const emojiGroups = {
  0: 'smileys',
  1: 'people',
  3: 'nature',
  4: 'food',
  5: 'travel',
  6: 'activities',
  7: 'objects',
  8: 'symbols',
  9: 'flags',
} as const;
export type EmojiGroup = (typeof emojiGroups)[keyof typeof emojiGroups];

export interface Emoji {
  readonly sign: string;
  readonly name: string;
  readonly group: EmojiGroup;
  /** What it is called between colons, without them: `thumbsup`. The first one is shown. */
  readonly codes: readonly string[];
  /** Folded, each with a blank before it: what it is called, and what else it stands for. */
  readonly nameWords: string;
  readonly tagWords: string;
  /** The same in the five colours of skin, from light to dark. */
  readonly tones?: readonly string[];
}

/** None, and five colours of skin from light to dark. */
export const toneCount = 6;

interface TableRow {
  readonly unicode: string;
  readonly hexcode: string;
  readonly label: string;
  readonly group?: number | undefined;
  readonly order?: number | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly skins?: readonly TableRow[] | undefined;
}

export function emojiSet(
  table: readonly TableRow[],
  shortcodes: Readonly<Record<string, string | readonly string[]>>,
): readonly Emoji[] {
  return [...table]
    .sort((one, other) => (one.order ?? 0) - (other.order ?? 0))
    .flatMap((row): Emoji[] => {
      const group = emojiGroups[row.group as keyof typeof emojiGroups];
      if (group === undefined) return [];
      const tones = tonesOf(row.skins ?? []);
      return [
        {
          sign: plainSign(row.unicode),
          name: row.label,
          group,
          codes: shortestFirst([shortcodes[row.hexcode] ?? []].flat()),
          nameWords: wordsOf(row.label),
          tagWords: (row.tags ?? []).map(wordsOf).join(''),
          ...(tones && { tones }),
        },
      ];
    });
}

/** `👍️` with the sign for "as a picture" that it needs nowhere, and that old clients show as a box: `👍`. */
function plainSign(written: string): string {
  return written.replace(/^(\p{Emoji_Presentation})\uFE0F$/u, '$1');
}

/** Of two people those of the same colour: all others would be a table of their own. */
function tonesOf(skins: readonly TableRow[]): readonly string[] | undefined {
  const tones: string[] = [];
  for (const { unicode } of skins) {
    const used = [...new Set(unicode.match(/[\u{1F3FB}-\u{1F3FF}]/gu))];
    if (used.length === 1) tones[(used[0]?.codePointAt(0) ?? 0) - 0x1f3fb] = unicode;
  }
  return tones.filter((each) => each !== undefined).length === toneCount - 1 ? tones : undefined;
}

const shortestFirst = (codes: readonly string[]): readonly string[] =>
  [...codes].sort((one, other) => one.length - other.length);

const wordsOf = (text: string): string => ` ${foldText(text)}`;

/** @param tone 0: none, else from 1 (light) to 5 (dark) */
export function inTone(emoji: Emoji, tone: number): string {
  return emoji.tones?.[tone - 1] ?? emoji.sign;
}
