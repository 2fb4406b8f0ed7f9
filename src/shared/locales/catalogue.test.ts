import { describe, expect, it } from 'vitest';
import { chooseLanguage, english, languages, messagesIn } from './catalogue';

describe('the language', () => {
  it.each([
    ['system', ['de-CH', 'en-GB', 'fr'], 'en'],
    ['system', ['de'], 'en'],
    ['en-GB', [], 'en'],
    ['ar-XB', ['en'], 'ar-XB'],
    ['xx', ['en-XA'], 'en'],
  ])('wished as %s, on a computer in %j, is %s', (wanted, preferred, language) => {
    expect(chooseLanguage(wanted, preferred)).toBe(language);
  });

  it('has its texts under the names of its files', async () => {
    expect(languages).toContain('en');
    expect(await messagesIn('en')).toBe(english);
    expect(english).toHaveProperty('shell.menu.quit', 'Quit Parley');
    expect(await messagesIn('en-XA')).toHaveProperty('shell.menu.quit', expect.stringContaining('Párléy'));
  });
});
