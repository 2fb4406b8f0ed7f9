import { describe, expect, it } from 'vitest';
import { createMask } from './mask-private';

const mask = createMask('salt');

describe('createMask', () => {
  it.each([
    [
      'POST /forms/logon.html <logon><user>EXAMPLE\\dana</user><password>correct horse</password></logon>',
      ['dana', 'correct', 'horse'],
    ],
    ['CWA-Ticket: 9f3cAbCdEf', ['9f3c']],
    ['headers {"cwa-ticket":"9f3c","authorization":"NTLM TlRMTVNTUAAB"}', ['9f3c', 'TlRM']],
    ['<message><content>Is the dock free?</content></message>', ['dock', 'free']],
    ['<participant uri="sip:lee@example.com" name="Lee Park"/>', ['lee', 'Lee', 'Park', 'example.com']],
    ['signed in as sip:Dana@Example.com', ['ana@', 'Example']],
    ['user EXAMPLE\\dana was refused', ['dana']],
    ['no such user sip:lee@plant or sips:kim', ['lee', 'plant', 'kim']],
    ['refused with the password correct horse for good', ['correct', 'horse']],
    ['the password is correct horse', ['correct', 'horse']],
    ['redirect to tel:+1 555 0100', ['555']],
    ['key abcdefabcdefabcdefabcdefabcdefabcdef', ['abcdef']],
    ['name="Lee Park without an end', ['Lee', 'Park', 'end']],
    ['<user a="<b>">Lee Park</user>', ['Lee']],
    ['<content>Is the dock <b>free', ['dock']],
    ['as -EXAMPLE\\dana, 1EXAMPLE\\lee', ['dana', 'lee']],
    ['xsip:lee@example.com', ['lee', 'example.com']],
    [`blob ${'QUJD'.repeat(12)}==`, ['QUJD']],
  ])('hides what is private in %j', (line, secrets) => {
    const masked = mask(line);
    for (const secret of secrets) expect(masked).not.toContain(secret);
  });

  it('keeps what a developer needs', () => {
    const line = '[session] rid 12 conference confId 3 → requestFailed 18201 (SIP 480) after 35 ms';
    expect(mask(line)).toBe(line);
  });

  it('cuts what is too long to read before a word, so that no half of a secret is left', () => {
    const token = 'abcdef0123456789'.repeat(4);
    for (let blanks = 3_930; blanks < 4_000; blanks += 1)
      expect(mask(`${' -'.repeat(blanks / 2)} ${token} x`)).not.toContain('abcdef');
    expect(mask('word '.repeat(100_000)).length).toBeLessThan(5_000);
    expect(mask(`${'word '.repeat(700)}\n`.repeat(3)).length).toBeGreaterThan(10_000);
  });

  it('calls one person by one name within a run, and by another in the next', () => {
    expect(mask('sip:lee@example.com')).toBe(mask('SIP:Lee@Example.COM').replace('SIP:', 'sip:'));
    expect(mask('lee@example.com')).not.toBe(createMask('other')('lee@example.com'));
  });
});
