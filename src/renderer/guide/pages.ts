// The guide as pages: a file of docs/ cut at its headings of the second level, and what a search finds in them. Pure.
import { guidePages, type GuidePageId } from '../../shared/guide';
import { findByWords } from '../search/find-by-words';
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

export interface FoundPages {
  readonly pages: readonly Found[];
  /** What of the query was looked for, to be marked. */
  readonly words: string;
}

/** What the guide's own texts do not say of its pages: words that a question has anyway, and what people call what is on a page. */
export interface GuideWords {
  readonly fillers: string;
  readonly known: (id: GuidePageId) => string;
}

const maxLines = 2;

export function searchPages(pages: readonly GuidePage[], query: string, { fillers, known }: GuideWords): FoundPages {
  const lines = new Map(pages.map(({ id, blocks }) => [id, blocks.flatMap(linesOf)]));
  const things = pages.map((page) => ({
    id: page,
    name: page.title,
    known: known(page.id),
    texts: lines.get(page.id) ?? [],
  }));
  const { ids, words, hits } = findByWords(things, query, fillers);
  const found = ids.map(({ id, title }) => {
    // What the whole page is about tells its lines apart the least.
    const common = hits(title);
    return {
      id,
      title,
      lines: (lines.get(id) ?? [])
        .map((line) => ({ line, in: hits(line) }))
        .filter((each) => each.in.size > 0)
        .map((each) => ({ ...each, own: [...each.in].filter((word) => !common.has(word)).length }))
        .sort((a, b) => b.own - a.own || b.in.size - a.in.size)
        .slice(0, maxLines)
        .map(({ line }) => line),
    };
  });
  return { pages: found, words: words.join(' ') };
}
