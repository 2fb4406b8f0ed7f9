// What secrets are called, wherever a name stands before a value: in forms, addresses, JSON, elements, headers, and in plain text.
// Rather too much is gone than too little: what a server calls a key or a code may be one.
import { listOf } from './word-list';

/** What stands for a secret. Its length is one, too. */
export const secret = '***';

/** Anywhere in a name. In many languages: forms of sign-in are written in all of them. */
const inside: readonly RegExp[] = [
  /pass|pwd|secret|token|ticket|auth(?!or(?!i[sz]))|sess|cred|cookie|nonce|saml|jwt|bearer|signature|assertion|captcha|canary/iu,
  /viewstate|validation|wresult|api[-_.]?key|private[-_.]?key|csrf|xsrf|kerberos|spnego/iu,
  /kennwort|passwort|geheim|contrase|wachtwoord|lösen|salasana|jelszó|geslo|lozink|slaptažod|hasło|şifre|sifre|κωδικ/iu,
  /парол|секрет|ключ|سر(?!\p{L})|مرور|رمز|סיסמ|密码|密碼|口令|暗証|パスワード|비밀번호|암호|รหัสผ่าน|पासवर्ड|khẩu/iu,
];
/** A word of a name, and not a part of one: `userPin`, `pin_code`, `connect.sid`. */
const wholes = listOf(`
  pin tan puk pw psw pwhash otp totp mfa tfa 2fa sid sig mac hmac salt seed cvv cvc csc ssn mdp key keys keytab code_verifier
  clave senha parola haslo heslo sso challenge пин
`);
/** Likewise at the end of one of several words, or alone: `accessCode`, but not `codePage`. */
const lasts = listOf('code hash phrase');

export function isSecretName(name: string): boolean {
  if (inside.some((form) => form.test(name))) return true;
  const words = wordsOf(name);
  return words.some((word) => wholes.has(word)) || lasts.has(words.at(-1) ?? '');
}

/** In lower case: what signs, digits or capitals part, and all of it. */
function wordsOf(name: string): readonly string[] {
  const words = name
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})/gu, ' ')
    .split(/[^\p{L}\p{M}\p{N}]/u)
    .filter((word) => word !== '');
  return [name, ...words].map((word) => word.toLowerCase());
}
