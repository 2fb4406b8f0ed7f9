// What a server said once is a test for ever: each recording beside this file is played to the engine again. It asks the same in the same
// order, and comes to the model that is kept beside it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playAgain } from './play-again';

const folder = import.meta.dirname;
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl'))
  .map((file) => file.slice(0, -'.jsonl'.length));
/** Where the client asks in vain the script waits for it. */
const timeoutMs = 90_000;

describe('played to the engine again', () => {
  it.each(names)(
    '%s: the same is asked, and the model becomes the same',
    async (name) => {
      const { differences, model } = await playAgain(readFileSync(join(folder, `${name}.jsonl`), 'utf8'));
      expect(differences).toEqual([]);
      await expect(`${JSON.stringify(model, undefined, 1)}\n`).toMatchFileSnapshot(join(folder, `${name}.model.json`));
    },
    timeoutMs,
  );
});
