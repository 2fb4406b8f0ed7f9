// What is remembered of something that others may make as long as they like.
import { createHash } from 'node:crypto';

/** Nobody finds another text of the same one. */
const digestChars = 22;

/** The same for the same text, and short however long that is. */
export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, digestChars);

/** No longer than that, and no part of a long text that stays in memory whole because of it. */
export const cut = (text: string, most: number): string =>
  text.length <= most ? text : Buffer.from(text.slice(0, most)).toString();
