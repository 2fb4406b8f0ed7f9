// What a server said once is a test for ever: each recording beside this file is played to the engine again, at the pace of then and as fast
// as it goes. It asks the same, and comes to the model that is kept beside it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playAgain } from './play-again';

const folder = import.meta.dirname;
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl'))
  .map((file) => file.slice(0, -'.jsonl'.length));

describe.each([
  ['at the pace of then', false],
  ['as fast as it goes', true],
])('played to the engine again %s', (_, isFast) => {
  it.each(names)('%s: the same is asked, and the model becomes the same', async (name) => {
    const { differences, model } = await playAgain(readFileSync(join(folder, `${name}.jsonl`), 'utf8'), { isFast });
    expect(differences).toEqual([]);
    await expect(`${JSON.stringify(model, undefined, 1)}\n`).toMatchFileSnapshot(join(folder, `${name}.model.json`));
  });
});
