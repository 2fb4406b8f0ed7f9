import { afterEach, expect, it } from 'vitest';
import { t } from '../shell/language';
import { speakAsSet } from './language';

afterEach(() => speakAsSet('en', []));

it('speaks the language that is set, and says whether it is another one', async () => {
  expect(await speakAsSet('system', ['en-GB'])).toBe(false);
  expect(await speakAsSet('en-XA', [])).toBe(true);
  expect(t('shell.menu.quit')).toMatch(/^\[Qúít Párléy ·+\]$/u);
  expect(await speakAsSet('system', ['en-XA', 'en'])).toBe(false);
});

it('speaks the language that was wished for last', async () => {
  const answers = await Promise.all([speakAsSet('en-XA', []), speakAsSet('ar-XB', [])]);
  expect(answers).toEqual([false, true]);
  expect(t('shell.menu.quit')).toBe('\u200f\u202eQuit\u202c \u200f\u202eParley\u202c');
});
