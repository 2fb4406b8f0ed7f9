// The table of docs/conformance.md, and what is wrong with it: pure functions over the rows (rows.mjs) and the tests of a run.
// A cell names its tests by file and exact title, or says in words why it has none.

/**
 * @typedef {{ file: string, title: string }} Mark
 * @typedef {{ reason: string }} NoTest
 * @typedef {Mark | readonly Mark[] | NoTest} Cell
 * @typedef {{ kind: string, part: string, name: string, codec: Cell, client: Cell, server: Cell, gateway?: string, seen?: string }} Row
 *   `gateway`: what becomes of it in front of an XMPP service, in words. `seen`: in which recordings it is.
 * @typedef {{ file: string, name: string, status?: string }} Test `name`: titles from the outside in, joined by ' > '. `status`
 *   is Vitest's word where the tests were run, and missing where they were only listed.
 */

/** Who a test speaks for is told by the folder it lies in. */
const sides = { codec: 'src/protocol/', client: 'src/main/uc/', server: 'src/server/' };
const sideNames = Object.keys(sides);
const titlesOfKinds = { Reply: 'Replies' };

/** @returns {readonly Mark[]} */
const marksOf = (cell) => (cell === undefined || 'reason' in cell ? [] : [cell].flat());

/** Every file that a row names, once. */
export function filesOf(rows) {
  const files = rows.flatMap((row) => sideNames.flatMap((side) => marksOf(row[side]).map(({ file }) => file)));
  return [...new Set(files)].sort();
}

/** One line for each thing that has to be mended: row, side, what is wrong, what to do. */
export function findTroubles(rows, tests) {
  return rows.flatMap((row) =>
    sideNames.flatMap((side) =>
      troublesOfCell(row[side], side, tests).map((trouble) => `${row.part} ${row.name}, ${side}: ${trouble}`),
    ),
  );
}

function troublesOfCell(cell, side, tests) {
  const marks = marksOf(cell);
  if (marks.length > 0) return marks.flatMap((mark) => troubleOfMark(mark, side, tests) ?? []);
  return cell?.reason?.trim() ? [] : ['the cell is empty. Name its test, or say in words why there is none'];
}

function troubleOfMark({ file, title }, side, tests) {
  const quoted = `"${title}"`;
  if (!file.startsWith(sides[side])) return `${file} does not speak for the ${side}. Name a test in ${sides[side]}`;
  const inFile = tests.filter((test) => test.file === file);
  if (inFile.length === 0) return `${file} has no tests that ran. Name the file that ${quoted} lies in now`;
  const [test, ...others] = inFile.filter(({ name }) => isTitle(name, title));
  if (!test) {
    const moved = tests.find(({ name }) => isTitle(name, title));
    const place = moved ? `There is one in ${moved.file}` : 'Was it given another title, or taken away?';
    return `${file} has no test ${quoted}. ${place} Name the test that shows this row now`;
  }
  if (others.length > 0) {
    return `${file} has ${others.length + 1} tests ${quoted}. Give them titles that differ, and name one`;
  }
  if (test.status !== undefined && test.status !== 'passed') {
    return `${quoted} in ${file} did not pass (${test.status}). Mend it, or name a test that shows this row`;
  }
  return undefined;
}

const isTitle = (name, title) => name === title || name.endsWith(` > ${title}`);

/** The whole document. `parts`: the anchor in docs/protocol.md of each part, by its number. */
export function renderTable(rows, parts = new Map()) {
  const lines = [
    '# Conformance',
    '',
    'What Parley speaks of the Unified Communications AJAX API, and the tests that show it. Made by `npm run conformance` from',
    '`scripts/conformance/`, where each test is named; the test run fails when one of them is gone or did not pass. Part numbers',
    'are those of [the protocol](protocol.md) and of the comments in the code. "Codec" reads and writes the form on the wire and',
    'serves both sides. "Gateway" is our server in front of an XMPP service: what each is there, shown by the tests in `test/xmpp/`.',
    '"Seen" is in how many of the [recordings](recording.md) in `test/recordings/` it is, by the product that the recorded server names;',
    'our own names none.',
  ];
  for (const kind of new Set(rows.map((row) => row.kind))) {
    lines.push('', `## ${titlesOfKinds[kind] ?? `${kind}s`}`, '');
    const ofKind = rows.filter((row) => row.kind === kind);
    const hasGateway = ofKind.some(({ gateway }) => gateway !== undefined);
    const hasSeen = ofKind.some(({ seen }) => seen !== undefined);
    const further = [...(hasGateway ? ['Gateway'] : []), ...(hasSeen ? ['Seen'] : [])];
    const columns = ['Part', 'What', 'Codec', 'Client', 'Server', ...further];
    lines.push(`| ${columns.join(' | ')} |`, `| ${columns.map(() => '---').join(' | ')} |`);
    for (const row of ofKind) {
      const cells = sideNames.map((side) => renderCell(row[side]));
      if (hasGateway) cells.push(inCell(row.gateway ?? ''));
      if (hasSeen) cells.push(inCell(row.seen ?? ''));
      lines.push(`| ${[renderPart(row.part, parts), row.name, ...cells].join(' | ')} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function renderPart(part, parts) {
  const anchor = parts.get(part);
  return anchor === undefined ? part : `[${part}](protocol.md#${anchor})`;
}

function renderCell(cell) {
  if (cell?.reason !== undefined) return `_${inCell(cell.reason)}_`;
  const links = marksOf(cell).map(
    ({ file, title }) => `${inCell(title)} ([${file.split('/').slice(-1)[0]}](../${file}))`,
  );
  return links.join('<br>');
}

/** What would end the cell or be taken for markup. */
const inCell = (text) => text.replaceAll(/\s+/gu, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');
