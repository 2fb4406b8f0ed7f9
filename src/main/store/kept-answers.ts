// Answers to people who have added the local user, from when they are given until they have gone through, in `answers.json`: sealed where
// there is a key store, since they name people. What a guest answers on a public computer is forgotten with their session.
import { join } from 'node:path';
import * as v from 'valibot';
import type { AccessLevel as AccessLevelType } from '../../shared/domain/contact';
import type { PersonUri } from '../../shared/domain/person';
import { AccessLevel, ShortText, Uri } from '../../shared/ipc/values';
import { carriedList } from './carried-fields';
import { setAsideBroken } from './readable-file';
import type { JsonFile, SettingsOptions } from './settings';
import { toldWrites } from './told-writes';

/** As `SubscriberAnswer`, but for the groups: a server may give them other numbers in the next session, their names stay. */
export interface KeptAnswer {
  readonly uri: PersonUri;
  readonly name: string;
  /** Given: onto the list, into these groups; none: among the others. */
  readonly groupNames?: readonly string[];
  readonly level?: AccessLevelType;
  /** On which level they were when they were given theirs. Absent: on none of their own, or it was not known. */
  readonly levelBefore?: AccessLevelType;
}

export interface KeptAnswers {
  /** Those that this user gave, the oldest first. Each is the same object for as long as it is kept. */
  of(self: PersonUri): readonly KeptAnswer[];
  /** In place of what they answered the same person before. */
  put(self: PersonUri, answer: KeptAnswer): void;
  /** This very one; one that has taken its place since stays. */
  remove(self: PersonUri, answer: KeptAnswer): void;
  /** The session of a guest has ended. */
  forgetGuest(): void;
  /** More of an earlier run has come to be there than at first. */
  onOpened(listener: () => void): void;
}

/** What no longer fits makes room by leaving, the oldest first. */
const mostAnswers = 500;
const GroupNames = v.pipe(v.array(v.pipe(v.string(), v.maxLength(1_000))), v.maxLength(1_000));
const KeptSchema = v.object({
  self: Uri,
  answer: v.strictObject({
    uri: Uri,
    name: ShortText,
    groupNames: v.optional(GroupNames),
    level: v.optional(AccessLevel),
    levelBefore: v.optional(AccessLevel),
  }),
});
const WhoseSchema = v.object({ self: Uri, answer: v.object({ uri: Uri }) });
interface Kept {
  readonly self: PersonUri;
  readonly answer: KeptAnswer;
}

/** Options and troubles are those of the settings. */
export function openKeptAnswers(
  { folder, openFile, onTrouble = () => {}, now = Date.now }: SettingsOptions,
  isGuest: () => boolean,
): KeptAnswers {
  const setAside = setAsideBroken(join(folder, 'answers.json'), now());
  if (setAside !== undefined) onTrouble({ kind: 'set-aside', path: setAside });

  const told = toldWrites(onTrouble);
  let file: JsonFile | undefined;
  let own: readonly Kept[] = [];
  let guests: readonly Kept[] = [];
  /** Who was answered in this run: what an earlier one has left counts for them no more, even when it is read late. */
  const since = new Set<string>();
  const listeners = new Set<() => void>();
  try {
    const opened = (file = openFile({ name: 'answers', cwd: folder }));
    own = readAnswers(opened.store);
    opened.onWrittenLater?.(told.later);
    opened.onOpened?.((read) => {
      const older = readAnswers(read).filter((each) => !since.has(keyOf(each)));
      write(withoutDoubles([...older, ...own]), read);
      for (const listener of listeners) listener();
    });
  } catch (error) {
    onTrouble({ kind: 'not-saved', error });
  }

  const current = (): readonly Kept[] => (isGuest() ? guests : own);

  function replace(answers: readonly Kept[]): void {
    if (isGuest()) guests = answers.slice(-mostAnswers);
    else write(answers);
  }

  function write(answers: readonly Kept[], read: Readonly<Record<string, unknown>> = {}): void {
    own = answers.slice(-mostAnswers);
    told(() => {
      if (!file) return;
      const { answers: stored, ...rest } = { ...file.store, ...read };
      // Of a newer Parley; what was answered here since takes its place.
      const strange = carriedList(stored, (entry) => readAnswer(entry) !== undefined || since.has(looseKeyOf(entry)));
      const all = [...strange, ...own];
      file.store = { ...rest, ...(all.length > 0 && { answers: all }) };
    });
  }

  return {
    of: (self) => current().flatMap((each) => (each.self === self ? [each.answer] : [])),
    put(self, answer) {
      const put = { self, answer };
      if (!isGuest()) since.add(keyOf(put));
      replace(withoutDoubles([...current(), put]));
    },
    remove(self, answer) {
      const rest = current().filter((each) => each.self !== self || each.answer !== answer);
      if (rest.length !== current().length) replace(rest);
    },
    forgetGuest: () => void (guests = []),
    onOpened: (listener) => void listeners.add(listener),
  };
}

const keyOf = ({ self, answer }: Kept): string => `${self} ${answer.uri}`;

/** The last answer to somebody counts. */
function withoutDoubles(answers: readonly Kept[]): readonly Kept[] {
  const byPeople = new Map<string, Kept>();
  for (const each of answers) {
    const key = keyOf(each);
    byPeople.delete(key);
    byPeople.set(key, each);
  }
  return [...byPeople.values()];
}

/** What makes no sense is left out. */
function readAnswers({ answers }: Readonly<Record<string, unknown>>): readonly Kept[] {
  if (!Array.isArray(answers)) return [];
  return answers.flatMap((each) => readAnswer(each) ?? []);
}

function readAnswer(entry: unknown): Kept | undefined {
  const parsed = v.safeParse(KeptSchema, entry);
  if (!parsed.success) return undefined;
  const { self, answer } = parsed.output;
  const { uri, name, groupNames, level, levelBefore } = answer;
  return {
    self,
    answer: {
      uri,
      name,
      ...(groupNames && { groupNames }),
      ...(level && { level }),
      ...(levelBefore && { levelBefore }),
    },
  };
}

/** To whom an answer is that says more than is read. Empty: nobody can tell. */
function looseKeyOf(entry: unknown): string {
  const parsed = v.safeParse(WhoseSchema, entry);
  return parsed.success ? `${parsed.output.self} ${parsed.output.answer.uri}` : '';
}
