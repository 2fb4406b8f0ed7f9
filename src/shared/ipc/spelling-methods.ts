// Spelling, and what a field needs of the main process for its menu. The words are what somebody writes: they are answered and forgotten.
import * as v from 'valibot';
import type { SpellingChoice, SpellingLookUp } from '../spelling/spelling';
import { method } from './define';
import { Nothing } from './values';

const Word = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

export const spellingMethods = {
  'spelling:choice': method(Nothing).returns<SpellingChoice>(),
  /** Those of the words that are wrong. */
  'spelling:check': method(v.pipe(v.array(Word), v.maxLength(20_000))).returns<readonly string[]>(),
  'spelling:look-up': method(Word).returns<SpellingLookUp>(),
  'spelling:add': method(Word).returns<void>(),
  'spelling:remove': method(Word).returns<void>(),
  /** Pastes into the field that has the focus; once for each menu of a field that a person has opened, and refused otherwise. */
  'field:paste': method(v.strictObject({ plain: v.boolean() })).returns<void>(),
} as const;
