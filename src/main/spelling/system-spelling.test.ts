import { expect, it } from 'vitest';
import type { WantedLanguages } from '../../shared/spelling/chosen-languages';
import { createSystemSpelling, type SpellCheckedSession } from './system-spelling';

function start(options: { choosesItself?: boolean; isGuest?: boolean } = {}) {
  const told: unknown[] = [];
  const words = new Set<string>();
  let wanted: WantedLanguages = 'system';
  let changed = (): void => undefined;
  const session: SpellCheckedSession = {
    availableSpellCheckerLanguages: ['de', 'en-GB', 'en-US', 'fr'],
    setSpellCheckerLanguages: (languages) => told.push(languages),
    setSpellCheckerEnabled: (isEnabled) => told.push(isEnabled),
    listWordsInSpellCheckerDictionary: () => Promise.resolve([...words]),
    addWordToSpellCheckerDictionary: (word) => words.add(word).has(word),
    removeWordFromSpellCheckerDictionary: (word) => words.delete(word),
  };
  const spelling = createSystemSpelling({
    session,
    choosesItself: options.choosesItself ?? false,
    wanted: () => wanted,
    languages: () => ({ program: 'en', preferred: ['de-DE', 'en-GB'] }),
    mayKeep: () => options.isGuest !== true,
    onChanged: (listener) => {
      changed = listener;
      return () => undefined;
    },
  });
  const choose = (next: WantedLanguages): void => {
    wanted = next;
    told.length = 0;
    changed();
  };
  return { spelling, told, words, choose };
}

it("tells the system's checker the languages of the computer's user that were chosen, or to be still", async () => {
  const { spelling, told, choose } = start();
  expect(told).toEqual([true, ['en-GB']]);
  expect(await spelling.choice()).toEqual({
    by: 'system',
    offered: ['de', 'en-GB', 'en-US'],
    chosen: ['en-GB'],
    missing: [],
  });
  choose(['de', 'fr']);
  expect(told).toEqual([true, ['de']]);
  expect((await spelling.choice()).missing).toEqual(['fr']);
  choose([]);
  expect(told).toEqual([false]);
});

it('leaves the language to a system that finds out by itself', async () => {
  const { spelling, told } = start({ choosesItself: true });
  expect(told).toEqual([true]);
  expect(await spelling.choice()).toEqual({ by: 'system', offered: [], chosen: [], missing: [] });
});

it('adds no word of a guest', async () => {
  const { spelling, words } = start({ isGuest: true });
  spelling.add('Zorvath');
  expect([...words]).toEqual([]);
  const owner = start();
  owner.spelling.add('Zorvath');
  expect(await owner.spelling.lookUp('Zorvath')).toMatchObject({ isOwn: true });
  owner.spelling.remove('Zorvath');
  expect(await owner.spelling.lookUp('Zorvath')).toMatchObject({ isOwn: false });
});
