import { describe, expect, it } from 'vitest';
import { english, messagesIn } from './catalogue';
import { chooseLanguage, languages, needsReader } from './languages';

describe('the language', () => {
  it.each([
    ['system', ['fr-CH', 'de-CH', 'en-GB'], 'de'],
    ['system', ['ar-EG'], 'ar'],
    ['system', ['fr'], 'en'],
    ['en-GB', [], 'en'],
    ['ar-XB', ['en'], 'ar-XB'],
    ['xx', ['en-XA'], 'en'],
  ])('wished as %s, on a computer in %j, is %s', (wanted, preferred, language) => {
    expect(chooseLanguage(wanted, preferred)).toBe(language);
  });

  it('has its texts under the names of its files', async () => {
    expect(languages).toEqual(expect.arrayContaining(['en', 'de', 'ar']));
    expect(await messagesIn('de')).toHaveProperty('shell.menu.quit', 'Parley beenden');
    expect(await messagesIn('de')).not.toHaveProperty('language');
    expect(await messagesIn('en')).toBe(english);
    expect(english).toHaveProperty('shell.menu.quit', 'Quit Parley');
    expect(await messagesIn('en-XA')).toHaveProperty('shell.menu.quit', expect.stringContaining('Párléy'));
  });

  it('says whether somebody has still to read what a machine made of it', () => {
    expect(['en', 'de', 'ar', 'en-XA'].map(needsReader)).toEqual([false, true, true, false]);
  });
});
