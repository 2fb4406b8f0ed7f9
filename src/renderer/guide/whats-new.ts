// What is new, from the changelog that this program was built with. Pure.
import { parseBlocks, plainText, type Block } from './page-text';

export interface WhatsNew {
  /** As the changelog has it; undefined where it is not given out yet. */
  readonly version: string | undefined;
  readonly blocks: readonly Block[];
}

/**
 * The part about this version; before it has one, what is not given out yet; else the newest.
 * @param changelog in the form of keepachangelog.com: `## Unreleased`, `## [1.2.0] - 2026-01-31`
 */
export function whatsNew(changelog: string, version: string): WhatsNew {
  const parts: { name: string; blocks: Block[] }[] = [];
  for (const block of parseBlocks(changelog)) {
    if (block.kind === 'heading' && block.level === 2) parts.push({ name: plainText(block.spans), blocks: [] });
    else parts.at(-1)?.blocks.push(block);
  }
  const about = (name: string): string | undefined => /^\[?(\d+\.\d+\.\d+(?:-[\w.]+)?)\]?(?: |$)/u.exec(name)?.[1];
  const part =
    parts.find(({ name }) => about(name) === version) ??
    parts.find(({ name, blocks }) => about(name) === undefined && blocks.length > 0) ??
    parts.find(({ blocks }) => blocks.length > 0);
  return { version: part && about(part.name), blocks: part?.blocks ?? [] };
}
