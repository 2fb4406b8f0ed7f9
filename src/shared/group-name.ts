// Names of groups: one way to write each, something to see in it, and which of them are the same to a reader. Pure.
import { inOneLine } from './line-breaks';

/** As it is sent: letters with their accents in one sign. */
export function groupName(text: string): string {
  return inOneLine(text).normalize('NFC').trim();
}

/** Signs that are drawn as nothing make no name. */
export function isVisibleName(name: string): boolean {
  return /[^\p{DI}\p{Z}\p{C}\u2800]/u.test(name);
}

export function isSameGroupName(one: string, other: string): boolean {
  return groupNameKey(one) === groupNameKey(other);
}

/** What to compare and to index by. */
export function groupNameKey(name: string): string {
  return groupName(name)
    .replace(/\p{DI}/gu, '')
    .toLowerCase();
}
