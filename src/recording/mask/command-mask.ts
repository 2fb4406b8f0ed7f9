// The mask of a command of the command line: what a recording's requests came from, so that they can be made once more.
import { accessLevels, accessMemberTypes } from '../../shared/domain/contact';
import { callActions } from '../../shared/domain/conversation';
import { chosenAvailabilities, machineActivities } from '../../shared/domain/person';
import type { DocumentMask } from './document-mask';
import { isKnownFont } from './known-values';
import { listOf } from './word-list';
import type { WordMask } from './word-mask';
import { maskWritten } from './written-text';

/** Fields whose values are words, numbers or truths of the command line, and not of a person. */
const coded: ReadonlySet<string> = new Set([
  ...['do', 'conversation', 'message', 'availability', 'activity', 'level', 'kind', 'action', 'contentType'],
  ...['typing', 'locked', 'tag', 'bold', 'italic', 'underline', 'strike', 'color', 'rightToLeft'],
]);
const fields: ReadonlySet<string> = new Set([
  ...coded,
  ...['to', 'subject', 'text', 'style', 'font', 'uri', 'uris', 'value', 'name', 'groups', 'namespace', 'xml'],
]);

/** Fields that no command has are left out, and so is the `id`, which is the caller's. */
export function maskCommand(
  command: Readonly<Record<string, unknown>>,
  words: WordMask,
  documents: DocumentMask,
): Readonly<Record<string, unknown>> {
  const known = Object.entries(command).filter(([field]) => fields.has(field));
  return Object.fromEntries(known.map(([field, value]) => [field, masked(field, value, words, documents)]));
}

function masked(field: string, value: unknown, words: WordMask, documents: DocumentMask): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => masked(field, each, words, documents));
  if (typeof value === 'object' && value !== null)
    return maskCommand(value as Record<string, unknown>, words, documents);
  if (typeof value !== 'string') return coded.has(field) || value === null ? value : undefined;
  if (coded.has(field) && isWord(value)) return value;
  if (field === 'font' && isKnownFont(value)) return value;
  // It stands in the document as it is.
  return field === 'xml' ? documents.mask(value) : maskWritten(value, words, false);
}

/** What the command line has words for. */
const commandWords: ReadonlySet<string> = new Set([
  ...listOf(`
    start send retry accept decline leave invite rejoin eject promote lock typing presence activity note search query subscribe
    unsubscribe add-contact remove-contact update-contact add-group rename-group remove-group access access-kind acknowledge
    call info publish-raw sign-out quit
    none text/plain text/xml
  `),
  ...[...chosenAvailabilities, ...machineActivities, ...accessLevels, ...accessMemberTypes, ...callActions].map(
    (word) => word.toLowerCase(),
  ),
]);

function isWord(value: string): boolean {
  return commandWords.has(value.toLowerCase()) || /^(?:[cm]\d{1,6}|#[\dA-F]{6})$/iu.test(value);
}
