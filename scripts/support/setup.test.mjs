// The parts of the set-up that can be wrong without anybody noticing: versions, lockfile, words, counts.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packAsar } from './asar.mjs';
import { fromWhereOneStands, readCommandLine, wholeNumber } from './command-line.mjs';
import { missingLibraries } from './linux-desktop.mjs';
import { checkNodeVersion, satisfies } from './node-version.mjs';
import { otherMajors, tryNode } from './other-nodes.mjs';
import { arePackagesCurrent, installFailure } from './packages.mjs';
import { exitCodeOf, run } from './run.mjs';
import { Stop } from './stop.mjs';
import { countPlaywright, countVitest } from './test-counts.mjs';

describe('satisfies', () => {
  const range = '^20.19.0 || ^22.12.0 || >=24.0.0';
  it.each(['20.19.0', '20.20.2', '22.12.0', '22.21.3', '24.0.0', '26.1.0'])('takes %s', (version) => {
    expect(satisfies(version, range)).toBe(true);
  });
  it.each(['18.20.0', '20.18.9', '21.7.0', '22.11.9', '23.11.0'])('refuses %s', (version) => {
    expect(satisfies(version, range)).toBe(false);
  });
  it('says in plain words which versions are wanted', () => {
    expect(() => checkNodeVersion('18.20.0')).toThrow(/this is 18\.20\.0, it runs on \^20\.19\.0 or/u);
  });
});

describe('the other versions of Node', () => {
  const range = '^20.19.0 || ^22.12.0 || >=24.0.0';
  it.each([
    ['20.20.2', [22, 24]],
    ['22.21.3', [20, 24]],
    ['24.0.0', [20, 22]],
    ['26.1.0', [20, 22, 24]],
  ])('for %s are %j', (version, majors) => expect(otherMajors(version, range)).toEqual(majors));

  it('are left out, with a reason, where there is no registry', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'parley-npm-'));
    const nowhere = {
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_cache: cache,
      npm_config_fetch_retries: '0',
    };
    try {
      const tried = await tryNode(22, { env: { ...process.env, ...nowhere } });
      expect(tried).toMatchObject({ kind: 'missing', reason: 'ECONNREFUSED' });
    } finally {
      rmSync(cache, { recursive: true, force: true });
    }
  }, 60_000);
});

describe('a command line', () => {
  const read = (...args) => readCommandLine('npm run it -- [--seed N]', { seed: { type: 'string' } }, { args });
  it('is read', () => expect(read('--seed', '7').values.seed).toBe('7'));
  it.each([['--seeds', '7'], ['--seed'], ['seven']])(
    'says what it does not understand, and what it would: %s %s',
    (...args) => {
      expect(() => read(...args)).toThrow(
        expect.objectContaining({ exitCode: 2, message: expect.stringMatching(/Usage: npm run it/u) }),
      );
    },
  );
  it('tells its usage to who asks', () => {
    expect(() => read('-h')).toThrow(
      expect.objectContaining({ exitCode: 0, message: 'Usage: npm run it -- [--seed N]' }),
    );
  });
  it('takes a file from where its user stands, not from where npm runs it', () => {
    expect(fromWhereOneStands('a.png', { INIT_CWD: '/home/dana' })).toBe('/home/dana/a.png');
    expect(fromWhereOneStands('/tmp/a.png', { INIT_CWD: '/home/dana' })).toBe('/tmp/a.png');
    expect(fromWhereOneStands('a.png', {})).toBe(join(process.cwd(), 'a.png'));
  });
  it('takes whole numbers', () => expect([wholeNumber('seed', '-3'), wholeNumber('count', '1', 1)]).toEqual([-3, 1]));
  it.each(['0', '1.5', '', 'x', '1e99'])('refuses %j as a number of rounds', (value) => {
    expect(() => wholeNumber('rounds', value, 1)).toThrow(
      `--rounds takes a whole number of at least 1, not "${value}".`,
    );
  });
});

describe('arePackagesCurrent', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-lock-'));
    mkdirSync(join(folder, 'node_modules/one'), { recursive: true });
    writeFileSync(join(folder, 'node_modules/one/package.json'), '{}');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const lock = (wanted, have) => {
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: have }));
  };
  const one = { 'node_modules/one': { version: '1.0.0' } };

  it('is content with what the lockfile names', () => {
    lock(one, one);
    expect(arePackagesCurrent(folder)).toBe(true);
  });
  it('does not miss an optional package of another platform', () => {
    lock({ ...one, 'node_modules/other-system': { version: '1.0.0', optional: true } }, one);
    expect(arePackagesCurrent(folder)).toBe(true);
  });
  it('sees another version', () => {
    lock({ 'node_modules/one': { version: '1.0.1' } }, one);
    expect(arePackagesCurrent(folder)).toBe(false);
  });
  it('sees a new package', () => {
    lock({ ...one, 'node_modules/two': { version: '1.0.0' } }, one);
    expect(arePackagesCurrent(folder)).toBe(false);
  });
  it('sees a package that was deleted', () => {
    lock(one, one);
    rmSync(join(folder, 'node_modules/one'), { recursive: true });
    expect(arePackagesCurrent(folder)).toBe(false);
  });
  it('sees that there is nothing at all', () => {
    rmSync(join(folder, 'node_modules'), { recursive: true });
    expect(arePackagesCurrent(folder)).toBe(false);
  });
});

describe('installFailure', () => {
  it.each([
    ['npm error code ENOTFOUND', 'could not be reached'],
    ['npm error code ENOSPC', 'no space left'],
    ['npm error code EACCES', 'cannot be written'],
    ['npm error code EUSAGE', 'do not fit together'],
    ['npm error code E401', 'refused access'],
    ['npm error code SELF_SIGNED_CERT_IN_CHAIN', 'certificate was refused'],
  ])('explains %s', (output, words) => {
    expect(installFailure(output)).toContain(words);
    expect(installFailure(output)).toContain(output);
  });
});

describe('missingLibraries', () => {
  it('reads what the loader could not find', () => {
    const output =
      '\tlinux-vdso.so.1 (0x00007ffc)\n\tlibnss3.so => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x7f)\n\tlibgbm.so.1 => not found\n';
    expect(missingLibraries(output)).toEqual(['libnss3.so', 'libgbm.so.1']);
  });
});

describe('counting tests', () => {
  it('counts a file that could not be loaded as a failure', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 2 });
  });
  it('counts an error outside a test as a failure', () => {
    const report = { stats: { expected: 5, flaky: 0, unexpected: 1, skipped: 2 }, errors: [{}] };
    expect(countPlaywright(report)).toEqual({ passed: 5, failed: 2 });
  });
  it('counts nothing where there is no report', () => {
    expect([countVitest(undefined), countPlaywright(undefined)]).toEqual(Array(2).fill({ passed: 0, failed: 0 }));
  });
});

describe('run', () => {
  const isThere = (pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  it('keeps what a program said and its code', async () => {
    const script = 'console.log("out"); console.error("err"); process.exit(3)';
    const { code, output } = await run(process.execPath, ['-e', script]);
    expect(code).toBe(3);
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });
  it('tells of a program that is not there', async () => {
    expect((await run('parley-no-such-program', [])).code).toBe(127);
  });
  it('ends what takes too long', async () => {
    const result = await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 200 });
    expect(result).toMatchObject({ isLate: true, code: exitCodeOf(null, 'SIGTERM') });
  });
  it('ends with the program and says so when it is interrupted', async () => {
    const ended = run(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    process.emit('SIGINT', 'SIGINT');
    await expect(ended).rejects.toEqual(new Stop('Interrupted.', 130));
  });

  describe.skipIf(process.platform === 'win32')('of a program around another', () => {
    let folder;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'parley-run-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    /** The inner one says in `inner` that it is there, and which process it is; the outer one clears away when that has ended. */
    const start = async (inner, options) => {
      const file = join(folder, 'inner');
      const script = `require('node:fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); ${inner}`;
      const around = '"$@"; touch "$0"';
      const ended = run('sh', ['-c', around, join(folder, 'cleared'), process.execPath, '-e', script], {
        endsWithInput: true,
        ...options,
      });
      ended.catch(() => {});
      await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8'), { timeout: 10_000 }).toMatch(/^\d/u);
      return { ended, pid: Number(readFileSync(file, 'utf8')) };
    };

    it('tells the inner one alone to end, and waits for the outer one to clear away', async () => {
      const { ended } = await start("process.stdin.resume().on('end', () => process.exit())");
      process.emit('SIGTERM', 'SIGTERM');
      await expect(ended).rejects.toEqual(new Stop('Interrupted.', 143));
      expect(existsSync(join(folder, 'cleared'))).toBe(true);
    });
    it('kills what does not listen, and leaves nothing', async () => {
      const { ended, pid } = await start('setInterval(() => {}, 1000)', { graceMs: 100 });
      process.emit('SIGHUP', 'SIGHUP');
      await expect(ended).rejects.toEqual(new Stop('Interrupted.', 129));
      // Until the system has taken note of its end, it counts as there.
      await expect.poll(() => isThere(pid), { timeout: 10_000 }).toBe(false);
    });
  });
});

describe('packAsar', () => {
  it('writes sizes, a header and the bodies where the header says', () => {
    const archive = packAsar({ 'a.txt': 'first', 'b.txt': 'sécond' });
    const header = JSON.parse(archive.subarray(16, 16 + archive.readUInt32LE(12)).toString());
    const bodies = archive.subarray(8 + archive.readUInt32LE(4));
    const { size, offset } = header.files['b.txt'];
    expect(bodies.subarray(Number(offset), Number(offset) + size).toString()).toBe('sécond');
    expect(archive.readUInt32LE(0)).toBe(4);
  });
});
