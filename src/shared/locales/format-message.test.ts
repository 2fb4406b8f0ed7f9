import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import { english, messagesIn } from './catalogue';
import { formatMessage } from './format-message';
import { languages } from './languages';
import type { Messages } from './messages';
import { pluralRule } from './plural-forms';
import { pseudo, pseudoLanguages } from './pseudo';

function texts(messages: Messages, path = ''): [key: string, text: string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : texts(value, `${path}${key}.`),
  );
}

const trees = {
  ...Object.fromEntries(
    await Promise.all(languages.map(async (language) => [language, await messagesIn(language)] as const)),
  ),
  ...Object.fromEntries(Object.keys(pseudoLanguages).map((tag) => [tag, pseudo(english, tag)])),
};

describe('a text of the catalogue', () => {
  it.each(Object.entries(trees))('in %s says the same in the main process as in a window', (language, messages) => {
    const { global: windows } = createI18n({
      legacy: false,
      locale: language,
      messages: { [language]: messages },
      pluralRules: { [language]: pluralRule(language) },
    });
    const t = windows.t as (key: string, named: object, count?: number) => string;
    const all = texts(messages);
    expect(all.length).toBeGreaterThan(500);
    for (const [key, text] of all) {
      const names = [...text.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name);
      const named = Object.fromEntries(names.filter((name) => name !== 'n').map((name) => [name, `<${name} $& | x>`]));
      const counts = text.includes(' | ') || names.includes('n') ? [0, 1, 2, 5, 11, 100, 1_000] : [undefined];
      for (const count of counts) {
        const inWindow = count === undefined ? t(key, named) : t(key, named, count);
        expect(formatMessage(text, named, pluralRule(language), count)).toBe(inWindow);
      }
    }
  });

  it('takes the count itself where no value is given for it', () => {
    const text = '{count} day | {n} days';
    expect(formatMessage(text, {}, pluralRule('en'), 1)).toBe('1 day');
    expect(formatMessage(text, {}, pluralRule('en'), 3)).toBe('3 days');
    expect(formatMessage(text, { n: '1,000' }, pluralRule('en'), 1_000)).toBe('1,000 days');
  });
});
