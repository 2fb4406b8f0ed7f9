// The parts of docs/protocol.md, and who cites them by number: rows of the table, comments of the code, titles of tests. Pure.

const heading = /^#{2,3} ((\d+(?:\.\d+)?)\.? .+)$/gmu;

/** `Map` from the number of each part to the anchor of its heading, as GitHub makes it. */
export function partsOf(page) {
  return new Map([...withoutFences(page).matchAll(heading)].map(([, text, number]) => [number, anchorOf(text)]));
}

/** What is used twice, or does not follow the one before it. */
export function findGaps(page) {
  const numbers = [...withoutFences(page).matchAll(heading)].map(([, , number]) => number);
  return numbers.filter((number, index) => !follows(numbers[index - 1], number));
}

function follows(before, number) {
  const [chapter, part] = number.split('.').map(Number);
  const [lastChapter, lastPart] = before?.split('.').map(Number) ?? [0];
  return part === undefined ? chapter === lastChapter + 1 : chapter === lastChapter && part === (lastPart ?? 0) + 1;
}

const anchorOf = (text) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const withoutFences = (page) => page.replaceAll(/^```.*?^```$/gmsu, '');

const comment = /\/\*.*?\*\/|<!--.*?-->|(?<![:'"`])\/\/[^\n]*/gsu;
/** As titles of tests begin with the part that they show. */
const title = /(?<=['"`])\d\.\d+(?:, \d\.\d+)* /gu;
const number = /(?<![\w./-])[1-9]\.\d{1,2}(?![\w/])(?!\.\d)/gu;
const chapter = /(?:(?<!RFC \d+, )\bsections? |protocol\.md )(\d+)(?!\.?\d)/giu;
/** A version, or a part of something else. */
const other = /(?:TLS|XML|HTML|HTTP|RFC \d+,)(?: section)? $/u;

/** The numbers that a file of code cites, each as often as it stands there. */
export function citedIn(code) {
  return [...(code.match(comment) ?? []), ...(code.match(title) ?? [])].flatMap((text) => [
    ...[...text.matchAll(number)].filter(({ index }) => !other.test(text.slice(0, index))).map(([cited]) => cited),
    ...[...text.matchAll(chapter)].map(([, cited]) => cited),
  ]);
}
