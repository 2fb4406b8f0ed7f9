import { describe, expect, it } from 'vitest';
import { fillSignInForm } from './sign-in-page';

const page = new URL('https://sso.example.com/in/page.html');
const fill = (html: string) => fillSignInForm(html, page, 'EXAMPLE\\dana', 'p&w "1"');

describe('fillSignInForm', () => {
  it('fills in user and password, and keeps what the form carries along', () => {
    const form = fill(`<form action="search"><input name="q"></form>
      <FORM method='post' action=/token?a=1&amp;b=2><input type="hidden" name="t" value="&quot;x&#33;&quot;">
      <input name=user><input type=text name=other><input type="password" name="pw"/><input type=checkbox name=keep checked>
      <input type=submit name=go value=Go></FORM>`);
    expect(form?.method).toBe('POST');
    expect(form?.url.href).toBe('https://sso.example.com/token?a=1&b=2');
    expect([...(form?.fields ?? [])]).toEqual([
      ['t', '"x!"'],
      ['user', 'EXAMPLE\\dana'],
      ['pw', 'p&w "1"'],
      ['keep', 'on'],
    ]);
  });

  it('sends a form without an address to its own page', () => {
    expect(fill('<form><input type=password name=p></form>')).toMatchObject({ method: 'GET', url: page });
  });

  it.each(['', '<p>Sign in with your card</p>', '<form><input name=q></form><input type=password name=p>', '<form'])(
    'finds nothing to fill in in %j',
    (html) => expect(fill(html)).toBeUndefined(),
  );

  it('takes no longer than it must with a page that was made to be slow', () => {
    const start = performance.now();
    fill(`<form ${' '.repeat(300_000)}"`);
    fill(`<form>${'<input '.repeat(40_000)}`);
    fill('<form'.repeat(60_000));
    // About time by its nature: who looks at each part once for each part takes minutes.
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
