import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { appUserModelId, identifyProgram, toastActivator } from './program-identity';

function identified(platform: NodeJS.Platform): { readonly ids: string[]; readonly activators: string[] } {
  const [ids, activators]: [string[], string[]] = [[], []];
  const app = {
    setAppUserModelId: (id: string) => void ids.push(id),
    setToastActivatorCLSID: (id: string) => void activators.push(id),
  };
  identifyProgram(app, platform);
  return { ids, activators };
}

it('has the name that the installers give to its shortcuts', () => {
  const config = readFileSync(resolve(import.meta.dirname, '../../../electron-builder.yml'), 'utf8');
  expect(/^appId: (.*)$/mu.exec(config)?.[1]).toBe(appUserModelId);
  expect(identified('linux').ids).toEqual([appUserModelId]);
});

it('is known to Windows by the same number in every run, so that a notification of before starts it', () => {
  expect(toastActivator).toMatch(/^\{[\dA-F]{8}-[\dA-F]{4}-4[\dA-F]{3}-[89AB][\dA-F]{3}-[\dA-F]{12}\}$/u);
  expect(identified('win32').activators).toEqual([toastActivator]);
  expect(identified('darwin').activators).toEqual([]);
});

it('starts where Electron does not know of that yet', () => {
  expect(() => identifyProgram({ setAppUserModelId() {} }, 'win32')).not.toThrow();
});
