import { describe, expect, it } from 'vitest';
import { rows } from './rows.mjs';
import { filesOf, findTroubles, renderTable } from './table.mjs';

const file = { codec: 'src/protocol/a.test.ts', client: 'src/main/uc/b.test.ts', server: 'src/server/c.test.ts' };
const titles = { codec: 'reads lock', client: 'sends lock', server: 'locks' };
const mark = (side, title = titles[side]) => ({ file: file[side], title });
const row = (part = {}) => ({
  kind: 'Request',
  part: '3.14',
  name: '`lock`',
  codec: mark('codec'),
  client: mark('client'),
  server: mark('server'),
  ...part,
});
const test = (side, part = {}) => ({ file: file[side], name: `a conference > ${titles[side]}`, ...part });
const tests = [test('codec'), test('client'), test('server')];

/** What is said of a server's cell, with these tests in its place. */
const troublesOf = (server, serverTests = [test('server')]) =>
  findTroubles([row({ server })], [test('codec'), test('client'), ...serverTests]);

describe('the tests that the rows name', () => {
  it('are fine where each is there, once, and passed if it was run', () => {
    expect(findTroubles([row()], tests)).toEqual([]);
    expect(troublesOf(mark('server'), [test('server', { status: 'passed' })])).toEqual([]);
    expect(troublesOf(mark('server'), [test('server', { name: 'locks' })])).toEqual([]);
    expect(troublesOf({ reason: 'Never said.' })).toEqual([]);
  });

  it('are told where they are gone, with row, side and what to do', () => {
    expect(troublesOf(mark('server', 'unlocks'))).toEqual([
      '3.14 `lock`, server: src/server/c.test.ts has no test "unlocks". Was it given another title, or taken away? ' +
        'Name the test that shows this row now',
    ]);
  });

  it('are not taken for gone by half of a title', () => {
    expect(troublesOf(mark('server', 'locks'), [test('server', { name: 'a conference > unlocks' })])).toHaveLength(1);
    expect(troublesOf(mark('server', 'locks'), [test('server', { name: 'a conference > locks it' })])).toHaveLength(1);
  });

  it('are told where they lie in another file by now', () => {
    const moved = test('server', { file: 'src/server/d.test.ts' });
    expect(troublesOf(mark('server'), [test('server', { name: 'another' }), moved])).toEqual([
      expect.stringContaining('There is one in src/server/d.test.ts'),
    ]);
    expect(troublesOf(mark('server'), [moved])).toEqual([expect.stringContaining('has no tests that ran')]);
  });

  it('are told where two have the title', () => {
    const twice = [test('server'), test('server', { name: 'a chat > locks' })];
    expect(troublesOf(mark('server'), twice)).toEqual([
      '3.14 `lock`, server: src/server/c.test.ts has 2 tests "locks". Give them titles that differ, and name one',
    ]);
  });

  it.each(['failed', 'skipped', 'pending', 'todo'])('are told where they were run and %s', (status) => {
    expect(troublesOf(mark('server'), [test('server', { status })])).toEqual([
      `3.14 \`lock\`, server: "locks" in src/server/c.test.ts did not pass (${status}). ` +
        'Mend it, or name a test that shows this row',
    ]);
  });

  it('speak for the side that their folder is', () => {
    expect(troublesOf(mark('client'))).toEqual([expect.stringContaining('does not speak for the server')]);
  });

  it('are each looked at where a cell has several', () => {
    expect(troublesOf([mark('server'), mark('server', 'unlocks')])).toEqual([expect.stringContaining('"unlocks"')]);
  });
});

describe('a cell without a test', () => {
  it.each([undefined, [], { reason: '' }, { reason: ' ' }])('needs a reason in words: %j', (server) => {
    expect(troublesOf(server)).toEqual([
      '3.14 `lock`, server: the cell is empty. Name its test, or say in words why there is none',
    ]);
  });
});

describe('the table', () => {
  it('has a line a row under the head of its kind, with title and file of each test, or the reason', () => {
    const reply = { ...row(), kind: 'Reply', part: '4.2', server: { reason: 'Never said.' } };
    const lines = renderTable([row({ client: [mark('client'), mark('client', 'a <b> | c')] }), reply]).split('\n');
    expect(lines).toContain('## Requests');
    expect(lines).toContain('## Replies');
    expect(lines.filter((line) => line.includes('`lock`'))).toEqual([
      '| 3.14 | `lock` | reads lock ([a.test.ts](../src/protocol/a.test.ts)) ' +
        '| sends lock ([b.test.ts](../src/main/uc/b.test.ts))<br>a &lt;b> \\| c ([b.test.ts](../src/main/uc/b.test.ts)) ' +
        '| locks ([c.test.ts](../src/server/c.test.ts)) |',
      '| 4.2 | `lock` | reads lock ([a.test.ts](../src/protocol/a.test.ts)) ' +
        '| sends lock ([b.test.ts](../src/main/uc/b.test.ts)) | _Never said._ |',
    ]);
  });
});

describe('the part of a row', () => {
  it('leads to the page of the protocol where that has it', () => {
    const lines = renderTable([row()], new Map([['3.14', '314-lock']])).split('\n');
    expect(lines.filter((line) => line.startsWith('| [3.14](protocol.md#314-lock) | `lock` |'))).toHaveLength(1);
  });
});

describe('the rows', () => {
  it('name each file once to be listed', () => {
    expect(filesOf([row(), row({ server: [mark('server', 'x'), mark('server', 'y')] })])).toEqual(
      Object.values(file).sort(),
    );
  });

  it('are all there: every request, reply, event and sub-event, and the contradictions in the order of their numbers', () => {
    const count = (kind) => rows.filter((each) => each.kind === kind).length;
    expect(['Request', 'Reply', 'Event', 'Conference sub-event', 'Contradiction'].map(count)).toEqual([
      31, 10, 13, 16, 37,
    ]);
    expect(rows.at(-1)).toMatchObject({ part: '7.37', name: 'origin of `signInData`' });
  });
});

describe('the column of the gateway', () => {
  it('says of each request, event and sub-event what becomes of it', () => {
    const kinds = ['Request', 'Event', 'Conference sub-event'];
    const without = rows.filter(({ kind, gateway }) => kinds.includes(kind) && !gateway).map(({ name }) => name);
    expect(without).toEqual([]);
  });

  it('is there only where something stands in it', () => {
    expect(renderTable([row()])).not.toContain('| Gateway |');
    expect(renderTable([row({ gateway: 'a | b' })])).toContain('| a \\| b |');
  });
});
