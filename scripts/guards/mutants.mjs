// A copy of the sources from which one guard at a time is taken out.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../support/run.mjs';
import { Stop } from '../support/stop.mjs';

/** `{ folder, without, remove }`. */
export function createMutants() {
  const folder = mkdtempSync(join(tmpdir(), 'parley-guards-'));
  for (const file of sourceFiles()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return {
    folder,
    /** Runs `work` while the guard is out; a guard that is not to be found is a trouble. */
    async without(guard, work) {
      const file = join(folder, guard.file);
      const whole = readFileSync(file, 'utf8');
      const mutant = takeOut(whole, guard);
      if (mutant === undefined) return { failed: [], passed: 0, trouble: `it is not in ${guard.file} exactly once` };
      writeFileSync(file, mutant);
      try {
        return await work();
      } finally {
        writeFileSync(file, whole);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }),
  };
}

/** The text without the guard; undefined where it does not stand exactly once, or where nothing would change. Pure. */
export function takeOut(text, { find, replace = '' }) {
  const at = text.indexOf(find);
  if (find === '' || at < 0 || text.indexOf(find, at + 1) >= 0 || find === replace) return undefined;
  return text.slice(0, at) + replace + text.slice(at + find.length);
}

/** What git knows, and what it would take. */
function sourceFiles() {
  const list = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
    cwd: root,
    encoding: 'utf8',
  });
  const gone = spawnSync('git', ['ls-files', '-z', '--deleted'], { cwd: root, encoding: 'utf8' });
  if (list.status !== 0 || gone.status !== 0) throw new Stop(`git does not list the sources: ${list.stderr}`);
  const missing = new Set(gone.stdout.split('\0'));
  return list.stdout.split('\0').filter((file) => file !== '' && !missing.has(file));
}
