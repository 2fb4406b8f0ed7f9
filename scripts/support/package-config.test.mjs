// What the packages are made with. That the program has it is tried by e2e/packaged.spec.ts, where the Electron at hand is new enough.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './run.mjs';

const config = readFileSync(resolve(root, 'electron-builder.yml'), 'utf8');

/** The lines below a key of the file, without comments. */
function below(key) {
  const [, lines = ''] = new RegExp(`^${key}:\\n((?: .*\\n)*)`, 'mu').exec(config) ?? [];
  return lines.split('\n').flatMap((line) => (/^\s*(?:#|$)/u.test(line) ? [] : [line.trim()]));
}

it('every fuse is set', () => {
  expect(below('electronFuses')).toEqual([
    'runAsNode: false',
    'enableCookieEncryption: true',
    'enableNodeOptionsEnvironmentVariable: false',
    'enableNodeCliInspectArguments: false',
    'enableEmbeddedAsarIntegrityValidation: true',
    'onlyLoadAppFromAsar: true',
    'loadBrowserProcessSpecificV8Snapshot: false',
    'grantFileProtocolExtraPrivileges: false',
  ]);
});

it('the program lies in an archive, whose integrity can be checked', () => {
  expect(config).toMatch(/^asar: true$/mu);
});

it('each package is completed and looked through', () => {
  expect(config).toMatch(/^afterPack: \.\/scripts\/package\/complete\.mjs$/mu);
});

it('on macOS it runs hardened', () => {
  expect(below('mac')).toContain('hardenedRuntime: true');
});

it('it is made of the Electron of package.json, of one version and the official one', () => {
  const { devDependencies } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
  const { packages } = JSON.parse(readFileSync(resolve(root, 'package-lock.json'), 'utf8'));
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/u);
  expect(packages['node_modules/electron'].version).toBe(devDependencies.electron);
  expect(config).not.toMatch(/^electron(?:Dist|Version|Download):/mu);
});

it('on macOS it is an ordinary program, whose number of unread stands in the Dock', () => {
  expect(config).not.toMatch(/LSUIElement/u);
});
