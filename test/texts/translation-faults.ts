// What is wrong with the texts of a language, measured by the English ones. Pure; `translations.test.ts` holds every language to it.
import type { Messages } from '../../src/shared/locales/messages';
import { formsOf } from '../../src/shared/locales/plural-forms';

export type FaultKind =
  | 'missing'
  | 'unknown'
  | 'untranslated'
  | 'needless-reason'
  | 'forms'
  | 'placeholder'
  | 'markup'
  | 'sign'
  | 'direction-mark'
  | 'digits'
  | 'ending'
  | 'mnemonic';

export interface Fault {
  readonly kind: FaultKind;
  readonly key: string;
  readonly detail?: string;
}

/** The values that a form need not say: its words say how many. */
const countNames: ReadonlySet<string> = new Set(['n', 'count']);

/** The texts of a tree by their dotted keys. */
export function textsIn(tree: Messages, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value === 'string' ? [[path + name, value] as const] : [...textsIn(value, `${path}${name}.`)],
    ),
  );
}

/** `sameAsEnglish`: keys, or beginnings of keys that end in a dot, of what may read as in English. */
export function translationFaults(
  language: string,
  english: Messages,
  translation: Messages,
  sameAsEnglish: readonly string[],
): readonly Fault[] {
  const [originals, texts] = [textsIn(english), textsIn(translation)];
  const missing = [...originals.keys()].filter((key) => !texts.has(key));
  const unknown = [...texts.keys()].filter((key) => !originals.has(key));
  const both = [...originals].flatMap(([key, original]) => {
    const text = texts.get(key);
    return text === undefined ? [] : [{ key, original, text }];
  });
  const isExcused = (key: string, reason: string): boolean =>
    key === reason || (reason.endsWith('.') && key.startsWith(reason));
  const same = both.filter(({ original, text }) => original === text && hasWords(original)).map(({ key }) => key);
  const faults: Fault[] = [
    ...missing.map((key) => ({ kind: 'missing' as const, key })),
    ...unknown.map((key) => ({ kind: 'unknown' as const, key })),
    ...same
      .filter((key) => !sameAsEnglish.some((reason) => isExcused(key, reason)))
      .map((key) => ({ kind: 'untranslated' as const, key })),
    ...sameAsEnglish
      .filter((reason) => !same.some((key) => isExcused(key, reason)))
      .map((key) => ({ kind: 'needless-reason' as const, key })),
  ];
  for (const { key, original, text } of both) faults.push(...faultsOf(language, key, original, text));
  return [...faults, ...mnemonicFaults(both)];
}

/** The faults of a text that can be seen without another one, in English too. */
export function ownFaults(language: string, key: string, text: string): readonly Fault[] {
  const fault = (kind: FaultKind, detail: string): Fault => ({ kind, key, detail });
  const plain = text.replace(/\{'@'\}|:-\)/gu, 'x');
  return [
    ...(/<\/?[a-z]|&[a-z]+;|&#/iu.test(plain) ? [fault('markup', 'texts are shown as they are')] : []),
    ...(plain.includes('@') ? [fault('markup', "an @ is written {'@'}")] : []),
    ...(/(?<! )\||\|(?! )/u.test(plain) ? [fault('forms', 'forms are parted by " | "')] : []),
    ...(/\s…/u.test(plain) ? [fault('sign', 'a blank before …')] : []),
    ...(/\.\.\./u.test(plain) ? [fault('sign', 'three points are …')] : []),
    ...(/ {2}|\t|\n/u.test(plain) ? [fault('sign', 'more than one blank')] : []),
    ...(/\s$|^\s(?!\()/u.test(plain) ? [fault('sign', 'a blank at the end')] : []),
    ...(/\s[,.;:!?،؛؟](\s|$)/u.test(plain) ? [fault('sign', 'a blank before a stop')] : []),
    ...unevenPairs(plain).map((pair) => fault('sign', `one of ${pair} is missing`)),
    ...(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(plain)
      ? [fault('direction-mark', 'values are isolated where they are put in')]
      : []),
    ...(/[\u0660-\u0669\u06f0-\u06f9]/u.test(plain) ? [fault('digits', 'Intl writes the digits of Europe')] : []),
    ...signsOf(language, plain).map((detail) => fault('sign', detail)),
  ];
}

/** What only some languages write. */
function signsOf(language: string, text: string): readonly string[] {
  switch (language) {
    case 'de':
      return [
        ...(/[‘’]|'/u.test(text) ? ['quotes are „ and “'] : []),
        ...(/”/u.test(text) ? ['quotes end with “'] : []),
        ...(/(^|\s)“/u.test(text) ? ['quotes begin with „'] : []),
      ];
    case 'ar':
      return [
        ...(/[“”„‘’]|'/u.test(text) ? ['quotes are « and »'] : []),
        ...(/[\p{Script=Arabic}}»)]\s?[,;?]/u.test(text) ? ['stops are ، ؛ ؟'] : []),
        ...(/\u0640[\p{Script=Arabic}\u0640]/u.test(text) ? ['no word is drawn out'] : []),
        ...(turnedSign.test(text) ? ['a sign at the edge of a word from left to right stands at its other side'] : []),
      ];
    default:
      return [];
  }
}

/** `http://`, `.newer`: what is between two such words stays there. */
const turnedSign = /(?<![\w/:.{-])[.\\/~#-][a-z]|[a-z\d][/\\+#](?=\s|[،؛؟»)]|$)|:\/\/(?=\s|[،؛؟»)]|$)/iu;

const pairs = [
  ['(', ')'],
  ['«', '»'],
] as const;

function unevenPairs(text: string): readonly string[] {
  const count = (sign: string): number => text.split(sign).length - 1;
  return pairs.filter(([open, close]) => count(open) !== count(close)).map((pair) => pair.join(' '));
}

function faultsOf(language: string, key: string, original: string, text: string): readonly Fault[] {
  const [ours, theirs] = [original.split(' | '), text.split(' | ')];
  const faults = [...ownFaults(language, key, text)];
  const needed = ours.length === 1 ? 1 : formsOf(language, ours.length > 2);
  if (theirs.length !== needed)
    faults.push({ kind: 'forms', key, detail: `${theirs.length} forms, where ${language} has ${needed}` });
  const detail = placeholderFault(ours.map(namesIn), theirs.map(namesIn));
  if (detail !== undefined) faults.push({ kind: 'placeholder', key, detail });
  if (endingOf(ours.at(-1)!) !== endingOf(theirs.at(-1)!))
    faults.push({
      kind: 'ending',
      key,
      detail: `ends with "${endingOf(theirs.at(-1)!)}", not "${endingOf(ours.at(-1)!)}"`,
    });
  return faults;
}

/** What every form says in English every form says; what one says, one says; and nothing is said that is not given. */
function placeholderFault(ours: readonly Names[], theirs: readonly Names[]): string | undefined {
  const isCount = (name: string): boolean => ours.length > 1 && countNames.has(name);
  for (const name of new Set(ours.flatMap((names) => [...names]))) {
    const isInAll = ours.every((names) => names.has(name)) && !isCount(name);
    const isLeftOut = isInAll ? !theirs.every((names) => names.has(name)) : !theirs.some((names) => names.has(name));
    if (isLeftOut) return `{${name}} is left out`;
  }
  const surplus = theirs.flatMap((names) => [...names]).find((name) => !ours.some((names) => names.has(name)));
  return surplus === undefined ? undefined : `{${surplus}} is not given`;
}

type Names = ReadonlySet<string>;

function namesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name));
}

/** A text that is no more than its values has nothing to translate. */
function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replace(/\{[^}]*\}/gu, ''));
}

/** The sign that a text ends with, in the script of English. */
function endingOf(text: string): string {
  const last = text.at(-1) ?? '';
  if (last === '؟') return '?';
  return /[.?!:…]/u.test(last) ? last : '';
}

/** The letter of a menu that Alt goes to: one in each, another in each. */
function mnemonicFaults(all: readonly { key: string; original: string; text: string }[]): readonly Fault[] {
  const marked = all.filter(({ original }) => original.includes('&'));
  const letters = new Map<string, string>();
  const faults: Fault[] = [];
  for (const { key, text } of marked) {
    const [, ...rest] = text.split('&');
    const letter = rest[0]?.[0]?.toLowerCase();
    if (rest.length !== 1 || letter === undefined || !/\p{L}/u.test(letter)) {
      faults.push({ kind: 'mnemonic', key, detail: 'one letter is marked with &' });
    } else if (letters.has(letter)) {
      faults.push({ kind: 'mnemonic', key, detail: `${letter} is that of ${letters.get(letter)}` });
    } else letters.set(letter, key);
  }
  for (const { key, original, text } of all)
    if (!original.includes('&') && text.includes('&'))
      faults.push({ kind: 'mnemonic', key, detail: 'no menu of the bar' });
  return faults;
}
