// What docs/security.md names: files, what stands in them, guards and tests. Pure; what is amiss is told in words.

const link = /\[[^\]]+\]\(\.\.\/([^)#]+)(?:#[^)]*)?\)/u;
const everyLink = new RegExp(link, 'gu');
/** `title ([file](../file))` */
const namedTest = new RegExp(`^(.+) \\(${link.source}\\)$`, 'u');
/** `` `name`, `name` in [file](../file) `` */
const namedPlace = new RegExp(`^(.+) in ${link.source}$`, 'u');

/** `[{ number, places, guards, tests }]` of the table of Electron's points. */
export function readPoints(page) {
  return cellsOf(page)
    .filter((cells) => cells.length === 5 && /^\d+$/u.test(cells[0]))
    .map(([number, , places, guards, tests]) => ({
      number: Number(number),
      places: places.split('<br>').map(readPlace),
      guards: namesIn(guards),
      tests: tests.split('<br>').map(readTest),
    }));
}

/** Every test that is named anywhere in a table: `[{ title, file }]`. */
export function readTests(page) {
  return cellsOf(page).flatMap((cells) =>
    cells.flatMap((cell) => cell.split('<br>')).flatMap((part) => (namedTest.test(part) ? [readTest(part)] : [])),
  );
}

export const readFiles = (page) => [...page.matchAll(everyLink)].map(([, file]) => file);

/** `guards`: the list; `read`: the text of a file, undefined where there is none. */
export function findTroubles(page, guards, read) {
  const points = readPoints(page);
  const numbers = points.map(({ number }) => number).join();
  const expected = Array.from({ length: 20 }, (_, at) => at + 1).join();
  return [
    ...(numbers === expected ? [] : [`The points are ${numbers}, not 1 to 20`]),
    ...readFiles(page).flatMap((file) => (read(file) === undefined ? [`There is no ${file}`] : [])),
    ...readTests(page).flatMap(({ title, file }) =>
      hasTest(read(file), title) ? [] : [`${file} has no test "${title}"`],
    ),
    ...points.flatMap((point) => troublesOf(point, guards, read)),
  ];
}

function troublesOf({ number, places, guards: names, tests }, guards, read) {
  const files = new Set(places.map(({ file }) => file));
  const tested = new Set(tests.map(({ file }) => file));
  const missing = places.flatMap((place) =>
    place.names.flatMap((name) => (hasName(read(place.file), name) ? [] : [`${number}: ${place.file} has no ${name}`])),
  );
  if (names.length === 0) missing.push(`${number}: no guard`);
  return [
    ...missing,
    ...names.flatMap((name) => {
      const guard = guards.find((each) => each.name === name);
      if (!guard) return [`${number}: there is no guard ${name}`];
      const places = files.has(guard.file) ? [] : [`${number}: ${name} stands in ${guard.file}, which is not named`];
      const noticed = guard.tests.some((test) => tested.has(test));
      return noticed ? places : [...places, `${number}: no test is named that notices ${name}`];
    }),
  ];
}

function hasName(source, name) {
  return (source ?? '').split(/[^\w$-]+/u).includes(name);
}

/** As it stands in the source, after `it(`, `test(` or the cases of an `each`. */
function hasTest(source, title) {
  const quoted = [`'${title}'`, `"${title}"`, `\`${title}\``];
  return quoted.some((each) => source?.includes(`(${each},`) || source?.includes(`(\n    ${each},`));
}

function cellsOf(page) {
  const lines = page.split('\n').filter((line) => line.startsWith('|') && !/^\|[\s|:-]+\|$/u.test(line));
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

function readTest(text) {
  const [, title, file] = namedTest.exec(text) ?? [];
  return { title: title ?? text, file: file ?? '' };
}

function readPlace(text) {
  const [, names, file] = namedPlace.exec(text) ?? [];
  return { names: namesIn(names ?? text), file: file ?? '' };
}

const namesIn = (text) => [...text.matchAll(/`([^`]+)`/gu)].map(([, name]) => name);
