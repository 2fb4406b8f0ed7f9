import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogFile, type LogFileOptions, type LogFileTrouble } from './log-file';

const isWindows = process.platform === 'win32';
let profile: string;
let folder: string;
let troubles: LogFileTrouble[];
/** What the clock says, which only a test turns. */
let elapsedMs: number;
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'parley-log-'));
  folder = join(profile, 'logs');
  troubles = [];
  elapsedMs = 0;
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

const at = (name = 'parley.log'): string => join(folder, name);
const read = (name?: string): string => readFileSync(at(name), 'utf8');

function open(options: Partial<LogFileOptions> = {}) {
  return createLogFile({
    folder,
    onTrouble: (trouble) => troubles.push(trouble),
    now: () => Date.UTC(2024, 0, 2, 3, 4, 5),
    monotonicNow: () => elapsedMs,
    ...options,
  });
}

function openForOwner(options: Partial<LogFileOptions> = {}) {
  const file = open(options);
  file.belongsTo('owner');
  return file;
}

it('has every line, in order, also from one start to the next', async () => {
  const first = openForOwner();
  for (const line of ['one', 'two']) first.write(line);
  await first.saved();
  first.write('three');
  await first.saved();
  const second = openForOwner();
  second.write('four');
  await second.saved();
  expect(read()).toBe('one\ntwo\nthree\nfour\n');
  expect(readdirSync(folder)).toEqual(['parley.log']);
  expect(troubles).toEqual([]);
});

it('is written by itself, without being told to', async () => {
  const file = openForOwner();
  file.write('one');
  await expect.poll(() => existsSync(at()) && read(), { timeout: 20_000 }).toBe('one\n');
});

it.skipIf(isWindows)('is read by nobody else, whatever stood there and whatever the mask of new files', async () => {
  const before = process.umask(0);
  try {
    const fresh = openForOwner();
    fresh.write('one');
    await fresh.saved();
    expect([folder, at()].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
    chmodSync(folder, 0o777);
    chmodSync(at(), 0o666);
    const next = openForOwner();
    next.write('two');
    await next.saved();
    expect([folder, at()].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
  } finally {
    process.umask(before);
  }
});

describe('what it takes of the disk', () => {
  it('is three files of a size at most, the newest lines among them', async () => {
    const file = openForOwner({ maxFileBytes: 1_000 });
    for (let index = 0; index < 500; index += 1) {
      file.write(`line ${index}`);
      elapsedMs += 1_000;
      if (index % 5 === 0) await file.saved();
    }
    await file.saved();
    expect(readdirSync(folder).sort()).toEqual(['parley.1.log', 'parley.2.log', 'parley.log']);
    for (const name of readdirSync(folder)) expect(statSync(at(name)).size).toBeLessThanOrEqual(1_000);
    const lines = ['parley.2.log', 'parley.1.log', 'parley.log'].flatMap((name) => read(name).trim().split('\n'));
    const last = lines.map((line) => Number(line.replace('line ', '')));
    expect(last.at(-1)).toBe(499);
    expect(last).toEqual(last.map((_, index) => 500 - last.length + index));
    expect(last.length).toBeGreaterThan(200);
  });

  it('is as little in a storm, which does not wash away what was before it', async () => {
    const file = openForOwner({ maxFileBytes: 100_000 });
    file.write('before the storm');
    // Ten thousand lines a second, for a minute.
    for (let second = 0; second < 60; second += 1) {
      for (let line = 0; line < 10_000; line += 1) file.write(`storm ${second} ${line}`);
      elapsedMs += 1_000;
      await file.saved();
    }
    const sizes = readdirSync(folder).map((name) => statSync(at(name)).size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100_000);
    expect(sizes.length).toBeLessThanOrEqual(3);
    const all = ['parley.2.log', 'parley.1.log', 'parley.log'].flatMap((name) =>
      existsSync(at(name)) ? read(name) : '',
    );
    const lines = all.join('').trim().split('\n');
    expect(lines[0]).toBe('before the storm');
    const written = lines.filter((line) => line.startsWith('storm ')).length;
    const leftOut = lines.map((line) =>
      Number(/^2024-01-02T03:04:05\.000Z lines left out count=(\d+)$/u.exec(line)?.[1] ?? 0),
    );
    expect(written + leftOut.reduce((sum, count) => sum + count, 0)).toBe(600_000);
    expect(written).toBeGreaterThan(1_000);
    expect(troubles).toEqual([]);
  });

  it('is nothing of a line that is longer than any of ours', async () => {
    const file = openForOwner({ maxFileBytes: 1_000 });
    file.write('x'.repeat(10_000));
    await file.saved();
    expect(read()).toBe('2024-01-02T03:04:05.000Z lines left out count=1\n');
  });
});

describe('until somebody signs in', () => {
  it('lines are held, and then written', async () => {
    const file = open();
    file.write('started');
    file.belongsTo('owner');
    await file.saved();
    expect(read()).toBe('started\n');
  });

  it('lines are written at the end, if nobody did', async () => {
    const file = open();
    file.write('started');
    file.saveNow();
    expect(existsSync(folder)).toBe(false);
    await file.saved();
    expect(read()).toBe('started\n');
  });
});

describe('of a guest', () => {
  it('nothing is written, not even a folder', async () => {
    const file = open();
    file.write('started');
    file.belongsTo('guest');
    file.write('signed in');
    file.saveNow();
    await file.saved();
    expect(readdirSync(profile)).toEqual([]);
  });

  it('nothing is written where every session is a guest’s', async () => {
    const file = open({ isForGuests: true });
    file.write('started');
    await file.saved();
    expect(readdirSync(profile)).toEqual([]);
  });

  it('nothing is written between two sessions of the owner', async () => {
    const file = openForOwner();
    file.write('one');
    await file.saved();
    file.write('two, not yet written');
    const saving = file.saved();
    file.belongsTo('guest');
    await saving;
    file.write('three');
    file.saveNow();
    await file.saved();
    expect(read()).toBe('one\n');
    file.belongsTo('owner');
    file.write('four');
    await file.saved();
    expect(read()).toBe('one\nfour\n');
  });
});

describe('a disk that takes nothing', () => {
  it('costs lines, is told once, and is tried again after a while', async () => {
    const away = join(tmpdir(), `${profile.slice(tmpdir().length + 1)}-away`);
    renameSync(profile, away);
    const file = openForOwner();
    try {
      for (const line of ['one', 'two']) file.write(line);
      await file.saved();
      file.write('three');
      await file.saved();
      expect(troubles).toEqual([{ kind: 'not-written', error: expect.objectContaining({ code: 'ENOENT' }) }]);
    } finally {
      renameSync(away, profile);
    }
    file.write('four');
    await file.saved();
    expect(read()).toBe('one\ntwo\nthree\nfour\n');
    expect(troubles).toHaveLength(1);
  });

  it.skipIf(process.platform !== 'linux')('may be full in the middle of a line, and the next one begins anew', () => {
    mkdirSync(folder);
    const source = readFileSync(join(import.meta.dirname, 'log-file.ts'), 'utf8');
    const program = join(profile, 'program.mjs');
    const { outputText } = transpileModule(source, {
      compilerOptions: { module: ModuleKind.ES2022, target: ScriptTarget.ES2022 },
    });
    const script = `
      let told = [];
      const onTrouble = ({ kind, error }) => told.push(kind, error.code);
      const file = createLogFile({ folder: ${JSON.stringify(folder)}, onTrouble, maxFileBytes: 80_000 });
      file.belongsTo('owner');
      for (let line = 0; line < 80; line += 1) {
        file.write('line ' + line + ' ' + 'x'.repeat(200));
        if (line % 10 === 9) await file.saved();
      }
      file.write('the last word');
      file.saveNow();
      execFileSync('prlimit', ['--pid', process.pid, '--fsize=unlimited']);
      file.write('room again');
      await file.saved();
      console.log(told.join(' '));`;
    writeFileSync(program, `import { execFileSync } from 'node:child_process';\n${outputText}${script}`);
    // No file grows beyond eight blocks of a kilobyte.
    const bash = 'trap "" XFSZ; ulimit -S -f 8; exec "$0" "$1"';
    expect(execFileSync('bash', ['-c', bash, process.execPath, program], { encoding: 'utf8' })).toBe(
      'not-written EFBIG\n',
    );
    const [before, after] = [read().slice(0, 8 * 1024), read().slice(8 * 1024)];
    const lines = before.split('\n').slice(0, -1);
    expect(lines.map((line) => Number(/^line (\d+) x{200}$/u.exec(line)?.[1]))).toEqual(lines.map((_, index) => index));
    expect(after).toMatch(/^\nthe last word\nroom again\n\S+ lines left out count=\d+\n$/u);
  });

  it('is one where somebody has removed the files: they are begun anew', async () => {
    const file = openForOwner();
    file.write('one');
    await file.saved();
    rmSync(folder, { recursive: true });
    file.write('two');
    await file.saved();
    expect(read()).toBe('two\n');
    expect(troubles).toEqual([]);
  });
});

describe.skipIf(isWindows)('in the place of a file', () => {
  const elsewhere = (): string => join(profile, 'elsewhere');
  const inTheWay: Record<string, (path: string) => void> = {
    'a link': (path) => symlinkSync(elsewhere(), path),
    'a link that leads nowhere': (path) => symlinkSync(join(profile, 'nowhere'), path),
    'a second name of another file': (path) => linkSync(elsewhere(), path),
    'a folder': (path) => mkdirSync(path),
    'a pipe': (path) => void execFileSync('mkfifo', [path]),
  };
  const places = ['parley.log', 'parley.1.log', 'parley.2.log'];
  const cases = Object.keys(inTheWay).flatMap((what) => places.map((place) => [what, place] as const));

  it.each(cases)('%s is left alone: %s', async (what, place) => {
    writeFileSync(elsewhere(), 'somebody’s');
    chmodSync(elsewhere(), 0o644);
    mkdirSync(folder);
    inTheWay[what]!(at(place));
    const before = lstatSync(at(place));
    const file = openForOwner({ maxFileBytes: 200 });
    for (let index = 0; index < 20; index += 1) {
      file.write(`line ${index}, of some length`);
      elapsedMs += 60_000;
      await file.saved();
    }
    expect(troubles).toEqual([{ kind: 'in-the-way' }]);
    expect(readdirSync(folder)).toEqual([place]);
    expect(lstatSync(at(place))).toMatchObject({ ino: before.ino, mode: before.mode });
    expect(readFileSync(elsewhere(), 'utf8')).toBe('somebody’s');
    expect(statSync(elsewhere()).mode & 0o777).toBe(0o644);
    expect(existsSync(join(profile, 'nowhere'))).toBe(false);
  });

  it.each(['a link', 'a link that leads nowhere', 'a pipe'])('%s is left alone: the folder', async (what) => {
    mkdirSync(elsewhere());
    inTheWay[what]!(folder);
    const file = openForOwner();
    file.write('one');
    await file.saved();
    expect(troubles).toEqual([{ kind: 'in-the-way' }]);
    expect(readdirSync(elsewhere())).toEqual([]);
  });
});

it('writes what waits at once when there is no later', async () => {
  const file = openForOwner();
  file.write('one');
  await file.saved();
  file.write('the last word');
  file.saveNow();
  expect(read()).toBe('one\nthe last word\n');
});
