// The parts of docs/protocol.md, and who cites them by number: rows of the table, comments of the code, titles of tests. Pure.
import { anchorOf, headingsOf } from '../support/documents.mjs';

/** `{ number, text }` of each heading with a number. */
const numberedHeadings = (page) =>
  headingsOf(page).flatMap((text) => {
    const [, number] = /^(\d+(?:\.\d+)?)\.? ./u.exec(text) ?? [];
    return number === undefined ? [] : [{ number, text }];
  });

/** `Map` from the number of each part to the anchor of its heading. */
export const partsOf = (page) => new Map(numberedHeadings(page).map(({ number, text }) => [number, anchorOf(text)]));

/** What is there twice, or does not follow the one before it. */
export function findGaps(page) {
  const numbers = numberedHeadings(page).map(({ number }) => number);
  return numbers.filter((number, index) => !follows(numbers[index - 1], number));
}

function follows(before, number) {
  const [chapter, part] = number.split('.').map(Number);
  const [lastChapter, lastPart] = before?.split('.').map(Number) ?? [0];
  return part === undefined ? chapter === lastChapter + 1 : chapter === lastChapter && part === (lastPart ?? 0) + 1;
}

const comment = /\/\*.*?\*\/|<!--.*?-->|(?<![:'"`])\/\/[^\n]*/gsu;
/** As titles of tests begin with the part that they show. */
const title = /(?<=['"`])\d\.\d+(?:, \d\.\d+)* /gu;
const number = /(?<![\w./-])[1-9]\.\d{1,2}(?![\w/])(?!\.\d)/gu;
const chapter = /(?:(?<!RFC \d+, )\bsections? |protocol\.md )(\d+)(?!\.?\d)/giu;
/** A version, or a part of something else. */
const other = /(?:TLS|XML|HTML|HTTP|RFC \d+,)(?: section)? $/u;

/** The numbers that stand in words, each as often as it is there. */
export function citedInWords(text) {
  return [
    ...[...text.matchAll(number)].filter(({ index }) => !other.test(text.slice(0, index))).map(([cited]) => cited),
    ...[...text.matchAll(chapter)].map(([, cited]) => cited),
  ];
}

/** Those that a file of code cites. */
export function citedIn(code) {
  return [...(code.match(comment) ?? []), ...(code.match(title) ?? [])].flatMap(citedInWords);
}
