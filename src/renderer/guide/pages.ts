// The guide as pages: a file of docs/ cut at its headings of the second level, and what a search finds in them. Pure.
import { foldText } from '../../shared/folding';
import { guidePages, type GuidePageId } from '../../shared/guide';
import { linesOf, parseBlocks, plainText, type Block } from './page-text';

export interface GuidePage {
  readonly id: GuidePageId;
  readonly title: string;
  /** Without its title. */
  readonly blocks: readonly Block[];
}

/** @param markdown of `docs/using.md` or a translation; what stands above its first page is for readers of the file alone */
export function pagesOf(markdown: string): readonly GuidePage[] {
  const pages: { id: GuidePageId; title: string; blocks: Block[] }[] = [];
  for (const block of parseBlocks(markdown)) {
    if (block.kind === 'heading' && block.level === 2) {
      const id = guidePages[pages.length];
      // A translation that is ahead of the program.
      if (id === undefined) break;
      pages.push({ id, title: plainText(block.spans), blocks: [] });
    } else {
      pages.at(-1)?.blocks.push(block);
    }
  }
  return pages;
}

/** The page that a link in the file leads to (`#signing-in`: the heading “Signing in”); undefined: none of them. */
export function pageOfLink(pages: readonly GuidePage[], to: string): GuidePageId | undefined {
  const wanted = to.startsWith('#') ? to.slice(1) : undefined;
  return pages.find(({ title }) => anchorOf(title) === wanted)?.id;
}

/** As GitHub names a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

export interface Found {
  readonly id: GuidePageId;
  readonly title: string;
  /** The first that match best. */
  readonly lines: readonly string[];
}

const maxLines = 2;

/** The pages in which every word begins a word, those with the words in their title first. */
export function searchPages(pages: readonly GuidePage[], query: string): readonly Found[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [];
  return pages
    .map((page) => look(page, wanted))
    .filter((found) => found !== undefined)
    .sort((a, b) => b.inTitle - a.inTitle)
    .map(({ found }) => found);
}

function look(
  { id, title, blocks }: GuidePage,
  wanted: readonly string[],
): { readonly inTitle: number; readonly found: Found } | undefined {
  const lines = blocks.flatMap(linesOf).map((line) => ({ line, hits: hitsIn(line, wanted) }));
  const inTitle = hitsIn(title, wanted);
  const all = new Set([...inTitle, ...lines.flatMap(({ hits }) => [...hits])]);
  if (all.size < new Set(wanted).size) return undefined;
  const best = lines
    .filter(({ hits }) => hits.size > 0)
    .sort((a, b) => b.hits.size - a.hits.size)
    .slice(0, maxLines);
  return { inTitle: inTitle.size, found: { id, title, lines: best.map(({ line }) => line) } };
}

function hitsIn(text: string, wanted: readonly string[]): ReadonlySet<string> {
  const words = wordsOf(text).flatMap(beginnings);
  return new Set(wanted.filter((each) => words.some((word) => word.startsWith(each.replace(article, '')))));
}

/** Arabic writes “and”, “in”, “for” and the article together with a word: it begins behind them too. */
const joinedBefore = /^[وف]?(?:[بك]?ال|لل|[بل])?(?=\p{Script=Arabic}{3})/u;
const article = /^ال(?=\p{Script=Arabic}{3})/u;

function beginnings(word: string): readonly string[] {
  const bare = word.replace(joinedBefore, '');
  return bare === word ? [word] : [word, bare];
}

function wordsOf(text: string): readonly string[] {
  return foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
