// What cannot be read as a text: bytes of another character set than was taken for granted, or of none. Which of its signs are letters
// nobody knows, so it is gone as a whole.

/** No document has them, and no text that somebody wrote; a NUL alone stands between the letters of UTF-16. */
const controls = /[\x01-\x08\x0B\x0C\x0E-\x1F\x7F]/u;
/** What stands for bytes that mean nothing. */
const meaningless = /\uFFFD/u;

/** Of a piece of a document, whose markup has been read. */
export function isUnreadable(text: string): boolean {
  return controls.test(text);
}

/** Of something of which nothing has been read. */
export function isUnreadableBody(text: string): boolean {
  return isUnreadable(text) || meaningless.test(text);
}
