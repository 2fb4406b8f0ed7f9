// The versions of Node that package.json names besides the one that runs this: what depends on Node most is tried on each, by the
// `node` package of the registry. Small enough for every run; where there is no registry it is left out, and said so.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { npm, root } from './run.mjs';

/** Servers that are stopped and started, and both ends of HTTP: here versions of Node differ. */
const tests = [
  'src/server/restart.test.ts',
  'src/server/front/http',
  'src/server/front/faults/reordering.test.ts',
  'src/main/transports/node-transport-contract.test.ts',
];
const fetchMs = 120_000;
const testMs = 5 * 60_000;

/** `20`, `22`, `24` without that of `version`. */
export function otherMajors(version = process.versions.node, range = engines()) {
  const majors = [...range.matchAll(/(?:\^|>=)(\d+)\./gu)].map(([, major]) => Number(major));
  return majors.filter((major) => major !== Number(version.split('.')[0]));
}

/** `passed`, `failed` with `output`, or `missing`: it could not be brought here, for the `reason` that npm gives. */
export async function tryNode(major, { env = process.env, files = tests } = {}) {
  const node = (args, timeoutMs) => npm(['exec', '--yes', `node@${major}`, '--', ...args], { env, timeoutMs });
  const found = await node(['--version'], fetchMs);
  if (found.code !== 0 || !found.output.includes(`v${major}.`)) return { kind: 'missing', reason: reasonIn(found) };
  const { code, output } = await node(['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...files], testMs);
  return code === 0 ? { kind: 'passed' } : { kind: 'failed', output };
}

function reasonIn({ output, isLate }) {
  if (isLate) return 'it took too long';
  return /npm (?:error|ERR!) code (\S+)/u.exec(output)?.[1] ?? output.trim().split('\n').at(-1) ?? '';
}

function engines() {
  return JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')).engines.node;
}
