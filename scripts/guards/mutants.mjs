// A copy of the sources from which one guard at a time is taken out.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../support/run.mjs';

/** What is no source. */
const made = new Set(['.git', 'node_modules', 'out', 'dist', 'coverage', 'test-results', 'playwright-report']);

/** `{ folder, without, remove }`. */
export function createMutants() {
  const folder = mkdtempSync(join(tmpdir(), 'parley-guards-'));
  for (const name of readdirSync(root)) {
    if (!made.has(name)) cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  linkPackages(join(root, 'node_modules'), join(folder, 'node_modules'));
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
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }),
  };
}

/**
 * What makes packages looks at where a library really lies, so that each file is a link where the system can do that. The links of npm
 * stay links.
 */
function linkPackages(from, to) {
  if (spawnSync('cp', ['-al', from, to]).status !== 0) symlinkSync(from, to, 'junction');
}

/** The text without the guard; undefined where it does not stand exactly once, or where nothing would change. Pure. */
export function takeOut(text, { find, replace = '' }) {
  const at = text.indexOf(find);
  if (find === '' || at < 0 || text.indexOf(find, at + 1) >= 0 || find === replace) return undefined;
  return text.slice(0, at) + replace + text.slice(at + find.length);
}
