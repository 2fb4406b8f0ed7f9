import { describe, expect, it } from 'vitest';
import { DocumentMask } from './document-mask';
import { isSecretName } from './secret-names';
import { WordMask } from './word-mask';

const mask = (text: string): string => new DocumentMask(new WordMask(Buffer.alloc(32, 7))).mask(text);

describe('a name of a secret', () => {
  it.each([
    ...[
      'password',
      'Passwd',
      'passport',
      'passphrase',
      'pwd',
      'pw',
      'user_pw',
      'psw',
      'pin',
      'userPin',
      'PINCode',
      'pin_code',
    ],
    ...[
      'otp',
      'totp',
      'tan',
      'puk',
      '2fa',
      'mfaCode',
      'cvv',
      'key',
      'accessKey',
      'api-key',
      'APIKey',
      'code',
      'authCode',
    ],
    ...[
      'verification_code',
      'token',
      'idToken',
      'csrf',
      'nonce',
      'salt',
      'sid',
      'connect.sid',
      'jsessionid',
      'PHPSESSID',
    ],
    ...['cookie', 'credential', 'creds', 'SAMLResponse', 'wresult', 'ticket', 'RPSTicket', 'X-Auth', 'oauth', 'secret'],
    ...[
      'hmac',
      'sig',
      'signature',
      'hash',
      'Kennwort',
      'Passwort',
      'contraseña',
      'senha',
      'mdp',
      'motdepasse',
      'hasło',
    ],
    ...['пароль', 'ПИН', 'Секрет', 'סיסמה', 'المرور', '密码', 'パスワード', '비밀번호', 'jelszó', 'şifre', 'κωδικός'],
  ])('is known: %s', (name) => {
    expect(isSecretName(name)).toBe(true);
    for (const text of [`{"${name}":"sVexatious 9"}`, `${name}: sVexatious9`, `a=1&${name}=sVexatious9`])
      expect([text, mask(text)]).toEqual([text, expect.stringMatching(/\*\*\*/u)]);
    expect(mask(`{"${name}":"sVexatious 9"}`)).not.toMatch(/[a-z][A-Z][a-z]{8}/u);
  });

  it.each([
    'author',
    'authority',
    'name',
    'keyboard',
    'codePage',
    'pinned',
    'spinner',
    'tango',
    'saltation',
    'format',
    'sidebar',
  ])('is none: %s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  it('is found however often it was escaped', () => {
    for (const name of ['p%61ssword', 'p%2561ssword', 'p%252561ssword'])
      expect(mask(`a=1&${name}=sVexatious9`)).toMatch(/=\*\*\*$/u);
    // What a form parts from the next field is one value, whatever would end it in plain text.
    for (const value of ['sVexatious Zephyrine', '"sVexatious"Zephyrine'])
      expect(mask(`a=1&p%61ssword=${value}`)).toMatch(/=\*\*\*$/u);
    expect(mask('<userNotice>p%2561ssword=sVexatious9</userNotice>')).toContain('=***<');
    expect(mask('<userNotice>p&amp;#97;ssword=sVexatious9</userNotice>')).toContain('=***<');
  });

  it('is none where the protocol has its own', () => {
    const own =
      '<cwaEvents sid="77" sesionTimeout="595"><options><autoPublishMachineState>true</autoPublishMachineState></options><error code="18100"/><cwaCategory name="state"><state><activity token="busy"/></state></cwaCategory></cwaEvents>';
    const masked = mask(own);
    expect(masked).not.toContain('***');
  });
});
