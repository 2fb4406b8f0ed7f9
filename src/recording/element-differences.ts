// Two documents held against each other, element by element, each difference one line that begins with where it is.
import type { XmlElement } from '../protocol/xml';
import { elements, rawText } from '../protocol/xml-reader';

export interface HowToCompare {
  /** Whether two values (texts or attributes) count as the same. `path`: `a/b` or `a/b/@c`. */
  readonly isSame: (path: string, expected: string, actual: string) => boolean;
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
    const kinds = [namesOf(then), namesOf(now)] as const;
    if (kinds[0].join(' ') !== kinds[1].join(' ')) {
      return [`${path}: children ${listed(kinds[0])} in ${was}, ${listed(kinds[1])} ${is}`];
    }
    return then.flatMap((each, at) => {
      const other = now[at];
      return other ? differencesOf(each, other, how, `${path}/${each.name}`) : [];
    });
  }
}

const namesOf = (all: readonly XmlElement[]): string[] => all.map(({ name }) => name);

const maxQuoted = 60;

function quoted(text: string): string {
  return JSON.stringify(text.length > maxQuoted ? `${text.slice(0, maxQuoted)}…` : text);
}

/** Of several in a row their number. */
function listed(names: readonly string[]): string {
  const runs: { readonly name: string; count: number }[] = [];
  for (const name of names) {
    const last = runs.at(-1);
    if (last?.name === name) last.count += 1;
    else runs.push({ name, count: 1 });
  }
  return runs.map(({ name, count }) => (count > 1 ? `${name} (${count})` : name)).join(' ') || '(none)';
}
