// Two documents held against each other, element by element, each difference one line that begins with where it is.
import type { XmlElement } from '../protocol/xml';
import { elements, rawText } from '../protocol/xml-reader';

export interface HowToCompare {
  /** Whether two values (texts or attributes) count as the same. `path`: `a/b` or `a/b/@c`. */
  readonly isSame: (path: string, expected: string, actual: string) => boolean;
  /** Whether a list may have more or fewer entries, each of which is like one of the others. */
  readonly mayRepeat?: boolean;
  readonly words?: { readonly expected: string; readonly actual: string };
}

/** Empty: there are none. */
export function differencesOf(
  expected: XmlElement,
  actual: XmlElement,
  how: HowToCompare,
  path = expected.name,
): readonly string[] {
  const { expected: was = 'the recording', actual: is = 'now' } = how.words ?? {};
  if (expected.name !== actual.name) return [`${path}: ${was} has <${expected.name}>, ${is} has <${actual.name}>`];
  const names = [Object.keys(expected.attributes), Object.keys(actual.attributes)] as const;
  const missing = names[0].filter((name) => !names[1].includes(name));
  const surplus = names[1].filter((name) => !names[0].includes(name));
  const shared = names.map((each, side) => each.filter((name) => names[1 - side]?.includes(name)).join(' '));
  const found = [
    ...(missing.length + surplus.length > 0
      ? [`${path}: attributes ${listed(names[0])} in ${was}, ${listed(names[1])} ${is}`]
      : []),
    ...(shared[0] === shared[1] ? [] : [`${path}: attributes in the order ${shared[0]} in ${was}, ${shared[1]} ${is}`]),
    ...names[0].flatMap((name) =>
      valueDifference(`${path}/@${name}`, expected.attributes[name], actual.attributes[name]),
    ),
  ];
  const [theirs, ours] = [elements(expected), elements(actual)];
  if (theirs.length + ours.length === 0) {
    return [...found, ...valueDifference(path, rawText(expected), rawText(actual))];
  }
  return [...found, ...childDifferences(theirs, ours)];

  function valueDifference(where: string, then: string | undefined, now: string | undefined): readonly string[] {
    if (then === undefined || now === undefined || how.isSame(where, then, now)) return [];
    return [`${where}: ${quoted(then)} in ${was}, ${quoted(now)} ${is}`];
  }

  function childDifferences(then: readonly XmlElement[], now: readonly XmlElement[]): readonly string[] {
    const kinds = how.mayRepeat ? [namesOnce(then), namesOnce(now)] : [namesOf(then), namesOf(now)];
    if (kinds[0]?.join(' ') !== kinds[1]?.join(' ')) {
      return [`${path}: children ${listed(kinds[0] ?? [])} in ${was}, ${listed(kinds[1] ?? [])} ${is}`];
    }
    const pairs = how.mayRepeat
      ? (kinds[0] ?? []).map((name) => [then, now].map((all) => all.find((each) => each.name === name)))
      : then.map((each, at) => [each, now[at]]);
    return pairs.flatMap(([one, other]) => (one && other ? differencesOf(one, other, how, `${path}/${one.name}`) : []));
  }
}

const namesOf = (all: readonly XmlElement[]): string[] => all.map(({ name }) => name);
const namesOnce = (all: readonly XmlElement[]): string[] => [...new Set(namesOf(all))];

const maxQuoted = 60;

function quoted(text: string): string {
  return JSON.stringify(text.length > maxQuoted ? `${text.slice(0, maxQuoted)}…` : text);
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? '(none)' : names.join(' ');
}
