// The versions of Node that the project runs on, as package.json has them.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from './run.mjs';
import { Stop } from './stop.mjs';

/** Throws `Stop` with plain words when `version` is none of them. */
export function checkNodeVersion(version = process.versions.node) {
  const { engines } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
  if (satisfies(version, engines.node)) return;
  throw new Stop(
    `Parley needs another version of Node: this is ${version}, it runs on ${engines.node.replaceAll('||', 'or')}.\n` +
      'Newer ones are at https://nodejs.org.',
  );
}

/** Understands what package.json uses: `^1.2.3`, `>=1.2.3`, joined by `||`. */
export function satisfies(version, range) {
  const have = version.split('.').map(Number);
  return range.split('||').some((part) => {
    const [, sign, ...wanted] = /^(\^|>=)(\d+)\.(\d+)\.(\d+)$/u.exec(part.trim()) ?? [];
    if (!sign) throw new Error(`cannot read the version range ${part}`);
    const least = wanted.map(Number);
    return compare(have, least) >= 0 && (sign === '>=' || have[0] === least[0]);
  });
}

function compare(a, b) {
  const index = a.findIndex((number, at) => number !== b[at]);
  return index < 0 ? 0 : a[index] - b[index];
}
