// SASLprep (RFC 4013): what a password is before it is hashed. Node has nothing of the kind. Left out is the check of letters of both
// directions in one password: a server that makes it has never accepted such a password, and refuses it by itself.

const spaces = /\p{Zs}/gu;
const mappedToNothing = /[\u00AD\u034F\u1806\u180B-\u180D\u200B-\u200D\u2060\uFE00-\uFE0F\uFEFF]/gu;
/** Control, private, not a character, half of one, not plain, to be shown or not. */
const prohibited =
  /[\p{Cc}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}\u06DD\u070F\u180E\u200E\u200F\u2028-\u202E\u2061-\u2063\u206A-\u206F\u2FF0-\u2FFB\uFFF9-\uFFFD\u0340\u0341\u{1D173}-\u{1D17A}\u{E0001}\u{E0020}-\u{E007F}]/u;

/** Undefined where it can be nobody's password. */
export function saslPrep(password: string): string | undefined {
  const prepared = password.replace(spaces, ' ').replace(mappedToNothing, '').normalize('NFKC');
  return prepared === '' || prohibited.test(prepared) ? undefined : prepared;
}
