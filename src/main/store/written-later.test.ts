import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openKeptAnswers } from './kept-answers';
import { openOwnWords } from './own-words';
import { sealedFile, type SealedFile } from './sealed-file';
import { openServerDecisions } from './server-decisions';
import { openSettings, type SettingsOptions, type SettingsTrouble } from './settings';
import { scrambling } from './testing/late-key-store';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-later-'))));
afterEach(() => rmSync(folder, { recursive: true }));

type Options = SettingsOptions<SettingsTrouble>;
/** Changes something, another thing each time. */
type Change = (turn: number) => void;

const stores: Readonly<Record<string, (options: Options) => Change>> = {
  settings(options) {
    const settings = openSettings(options);
    return (turn) => void settings.set({ server: `im${turn}.example.com` });
  },
  servers(options) {
    const decisions = openServerDecisions(options);
    return (turn) => decisions.replace(new Map([[`https://im${turn}.example.com`, { allowsOldTls: true }]]));
  },
  answers(options) {
    const answers = openKeptAnswers(options, () => false);
    return (turn) => answers.put('sip:dana@example.com', { uri: `sip:lee${turn}@example.com`, name: 'Lee' });
  },
  words(options) {
    const words = openOwnWords(options, () => false);
    return (turn) => words.add(`Okafor${'a'.repeat(turn)}`);
  },
};

it.each(Object.keys(stores))('%s: what cannot be sealed later is told, and that it can be again', async (name) => {
  let isGone = false;
  const encrypt = (text: string): Promise<Buffer> =>
    isGone ? Promise.reject(new Error('no key ring')) : scrambling.encrypt(text);
  const file: { store: Record<string, unknown> } = { store: {} };
  const files: SealedFile[] = [];
  const told: string[] = [];
  const change = stores[name]!({
    folder,
    openFile() {
      const sealed = sealedFile({
        file,
        cipher: { ...scrambling, encrypt },
        isPrivate: (_, value) => value !== '',
        log: () => undefined,
      });
      files.push(sealed);
      return sealed;
    },
    onTrouble: ({ kind }) => void told.push(kind),
  });
  change(1);
  await files[0]!.flushed();
  expect(told).toEqual([]);
  isGone = true;
  change(2);
  await files[0]!.flushed();
  expect(told).toEqual(['not-saved']);
  isGone = false;
  change(3);
  await files[0]!.flushed();
  expect(told).toEqual(['not-saved', 'saved-again']);
});
