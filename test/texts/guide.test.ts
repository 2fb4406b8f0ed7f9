// The guide says the same in every language, page by page and heading by heading, and calls what there is to press as the windows do.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseBlocks, plainText, type Block, type Span } from '../../src/renderer/guide/page-text';
import { messagesIn } from '../../src/shared/locales/catalogue';
import { languages, needsReader } from '../../src/shared/locales/languages';
import { ownFaults, textsIn } from './translation-faults';

const nameOf = (language: string): string => (language === 'en' ? 'using.md' : `using.${language}.md`);
const read = (language: string): string =>
  readFileSync(resolve(import.meta.dirname, '../../docs', nameOf(language)), 'utf8');
const spansOf = (block: Block): readonly Span[] => (block.kind === 'list' ? block.items.flat() : block.spans);

/** What stands below one heading, before the next. */
interface Part {
  readonly level: number;
  readonly title: string;
  readonly body: readonly Block[];
}

function partsOf(language: string): readonly Part[] {
  const parts: { level: number; title: string; body: Block[] }[] = [];
  for (const block of parseBlocks(read(language))) {
    if (block.kind === 'heading') parts.push({ level: block.level, title: plainText(block.spans), body: [] });
    else parts.at(-1)?.body.push(block);
  }
  return parts;
}

const english = partsOf('en');

describe.each(languages)('the guide in %s', (language) => {
  const parts = partsOf(language);
  // The first part is for readers of the file.
  const spans = parts.slice(1).flatMap(({ body }) => body.flatMap(spansOf));

  it(`calls what there is to press as the program does (docs/${nameOf(language)})`, async () => {
    const texts = new Set([...textsIn(await messagesIn(language)).values()].flatMap((text) => text.split(' | ')));
    // With a full stop it is the beginning of an item; keys are written as on the keyboard.
    const names = spans
      .filter(({ kind, text }) => kind === 'strong' && !/\.$|\+|^F\d+$/u.test(text))
      .map(({ text }) => text);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !texts.has(name))).toEqual([]);
  });

  it('is written with the signs of its language', () => {
    const lines = parts.flatMap(({ title, body }) => [
      title,
      ...body.map((block) => plainText(spansOf(block).filter(({ kind }) => kind !== 'code' && kind !== 'strong'))),
    ]);
    const faults = lines.flatMap((line) => ownFaults(language, line, line.replace(/ {2,}/gu, ' ').trim()));
    expect(faults.filter(({ detail }) => detail !== 'a blank before a stop')).toEqual([]);
  });
});

describe.each(languages.filter((language) => language !== 'en'))(
  'the guide in %s, beside the English one',
  (language) => {
    const parts = partsOf(language);

    it('has the same headings in the same order, each with something below it: translate what is new there', () => {
      const outline = (of: readonly Part[]): readonly string[] =>
        of.map(({ level, body }, at) => `${english[at]?.title ?? 'no such heading'}: ${level}, ${body.length > 0}`);
      expect(outline(parts)).toEqual(outline(english));
      expect(parts.map(({ title }) => title).filter((title) => english.some((other) => other.title === title))).toEqual(
        [],
      );
    });

    it('has lists where the English one has lists', () => {
      const lists = ({ body }: Part): readonly boolean[] =>
        body.flatMap((block) => (block.kind === 'list' ? [block.isOrdered] : []));
      const differing = parts.filter((part, at) => `${lists(part)}` !== `${lists(english[at] ?? part)}`);
      expect(differing.map(({ title }) => title)).toEqual([]);
    });

    it('says at its top that a machine made it, until somebody has read it', () => {
      const note = parts[0]?.body.flatMap(spansOf).find(({ kind }) => kind === 'emphasis');
      expect(note !== undefined).toBe(needsReader(language));
    });
  },
);
