// Every language says all of what English says, with the same values, in the forms that it has, and in signs of its own.
import { describe, expect, it } from 'vitest';
import { english, messagesIn } from '../../src/shared/locales/catalogue';
import { languages } from '../../src/shared/locales/languages';
import { formsOf } from '../../src/shared/locales/plural-forms';
import { numbersWithoutForms, sameAsEnglish } from './reasons';
import { ownFaults, textsIn, translationFaults } from './translation-faults';

const facts = import.meta.glob('../../src/shared/locales/*/language.ts');

describe('the English texts', () => {
  const texts = [...textsIn(english)];
  it('have no fault that can be seen in them', () => {
    expect(texts.flatMap(([key, text]) => ownFaults('en', key, text))).toEqual([]);
  });
  it('have the forms of English, or one more for none at all', () => {
    const counting = texts.filter(([, text]) => text.includes(' | '));
    const usual = [formsOf('en', false), formsOf('en', true)];
    expect(counting.filter(([, text]) => !usual.includes(text.split(' | ').length))).toEqual([]);
  });
  it('have forms wherever something is counted, or a reason not to', () => {
    const formless = texts
      .filter(([, text]) => /\{(n|count)\}/u.test(text) && !text.includes(' | '))
      .map(([key]) => key);
    expect(formless.toSorted()).toEqual(Object.keys(numbersWithoutForms).toSorted());
  });
});

describe.each(languages.filter((language) => language !== 'en'))('the texts in %s', (language) => {
  it('are without a fault', async () => {
    const reasons = Object.keys(sameAsEnglish[language] ?? {});
    expect(translationFaults(language, english, await messagesIn(language), reasons)).toEqual([]);
  });
  it('say how they were made', () => {
    expect(Object.keys(facts)).toContain(`../../src/shared/locales/${language}/language.ts`);
  });
});
