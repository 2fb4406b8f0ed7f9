// The contact list of the last run. It is kept for an account that Parley signs in to by itself when it starts, and for no other; and shown
// at that start, from the first moment until the session tells the list itself, or until it is clear that there will be none.
import { isListTold, type LastList } from '../../shared/domain/last-list';
import type { Connection } from '../../shared/domain/connection';
import { FailureError } from '../../shared/domain/failure';
import type { Group } from '../../shared/domain/contact';
import type { Change, Model } from '../../shared/domain/model';
import type { PersonUri } from '../../shared/domain/person';
import type { StartSignIn } from '../../shared/domain/start-sign-in';
import { isSameAccount } from '../../shared/profiles';
import { within } from '../../shared/within';
import type { LastListFile } from '../store/last-list-file';
import type { UcEngine } from '../uc/engine';
import type { Account } from './sign-in';

export interface LastListParts {
  readonly file: Pick<LastListFile, 'write' | 'remove'>;
  /** What was read of it (`read-last-list.ts`). Never rejects. */
  readonly reading: Promise<LastList | undefined>;
  readonly engine: Pick<UcEngine, 'snapshot' | 'onChanges'>;
  /** Of the session that is open; undefined: nobody's, the demo's, or that of a guest. */
  readonly account: () => Account | undefined;
  /** That which the next start signs in to; undefined: a person has to. */
  readonly byItself: () => Account | undefined;
  /** Whoever is signed in, or was last, does not own this computer: nothing that they decide counts. */
  readonly isGuest: () => boolean;
  /** What is kept of accounts is there, or will not be. */
  readonly ready: Promise<void>;
  /** What the history has of this user, who is about to be signed in. */
  readonly talksOf: (self: PersonUri) => Promise<readonly Change[]>;
  /** What was shown is not any more, and nothing has taken its place. `isIn`: the user that it is of is signed in all the same. */
  readonly onOver: (isIn: boolean) => void;
  readonly delayMs?: number;
}

export interface LastListService {
  /** What is to be shown now. Resolves when that is known. */
  list(): Promise<LastList | undefined>;
  /** It is shown, and whether the session that it is of comes is not known yet. */
  isAwaited(): boolean;
  /**
   * For what is asked of people and groups as they are shown: at once, or when the session has told its own list. Rejects where the user
   * that it is of does not come, or nobody has told anything for long.
   */
  whenTold(): Promise<void>;
  /** What was said lately in that account, as changes of an empty model; undefined where no list is to be shown. */
  talks(): Promise<readonly Change[] | undefined>;
  /** Of this user, if it is theirs. */
  groupsOf(self: PersonUri): readonly Group[];
  /** Signing in at the start goes on, or is over. */
  startChanged(state: StartSignIn | undefined): void;
  settingsChanged(): void;
  /** The person has signed out: nothing of them is kept. */
  signedOut(): void;
  /** Writes what is still to be written. */
  stop(): Promise<void>;
}

type Told = Pick<Model, 'groups' | 'contacts'> & { readonly self: LastList['self'] };

/** A list is told in pieces, and changed by several things at once. */
const usualDelayMs = 5_000;
/** As long as a request waits for a connection (`uc/channels/command-queue.ts`). */
const toldPatienceMs = 30_000;

const isSignedIn = ({ kind }: Connection): boolean => kind === 'online' || kind === 'reconnecting';

export function createLastList(parts: LastListParts): LastListService {
  const { file, engine, account, byItself, isGuest, ready, talksOf, onOver, delayMs = usualDelayMs } = parts;
  let isOver = false;
  let start: StartSignIn | undefined;
  let hasBegun = false;
  /** To be written; undefined: nothing new. */
  let pending: Told | undefined;
  /** As it was looked at last: by what it is, not by what is in it. */
  let seen: Told | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  let settle: (isTold: boolean) => void = () => undefined;
  /** Whether its own user came. */
  const settled = new Promise<boolean>((resolve) => (settle = resolve));

  let found: LastList | undefined;
  const reading = parts.reading.then((list) => (found = list));

  const isAwaited = (): boolean => !isOver && found !== undefined;

  function end(): void {
    if (isOver) return;
    isOver = true;
    const { connection, self } = engine.snapshot().model;
    const isIn = isSignedIn(connection) && self !== undefined && self.uri === found?.self.uri;
    settle(isIn);
    onOver(isIn);
  }

  /** Whether what is shown can still come true. */
  function look({ connection, self }: Model): void {
    if (hasBegun && !start?.isUnderWay && !isSignedIn(connection)) return end();
    if (self && found && self.uri !== found.self.uri) end();
  }

  function takeIn(model: Model): void {
    const { self, groups, contacts, outdated } = model;
    if (!self || !isListTold(model) || outdated.has('contacts')) return;
    isOver = true;
    settle(true);
    const isSame = seen?.groups === groups && seen.contacts === contacts && seen.self.name === self.name;
    if (isSame) return;
    seen = pending = { self: { uri: self.uri, name: self.name }, groups, contacts };
    timer ??= setTimeout(() => void write(), delayMs);
  }

  function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const told = pending;
    pending = undefined;
    const [open, next] = [account(), byItself()];
    if (!told || !open || !next || !isSameAccount(open, next)) return Promise.resolve();
    const { self, groups, contacts } = told;
    // That session was over before it was written, and somebody else has come.
    const { self: now = self } = engine.snapshot().model;
    if (now.uri !== self.uri) return Promise.resolve();
    return file.write(open, { self, groups: [...groups.values()], contacts: [...contacts.values()] });
  }

  function forget(): void {
    end();
    found = undefined;
    pending = undefined;
    seen = undefined;
    void file.remove();
  }

  const unsubscribe = engine.onChanges(() => {
    const { model } = engine.snapshot();
    // Another user may come with a list at the same time.
    if (!isOver) look(model);
    takeIn(model);
  });

  return {
    list: async () => {
      await reading;
      return isOver ? undefined : found;
    },
    isAwaited,
    async whenTold() {
      if (!isAwaited()) return;
      const isTold = await within(toldPatienceMs, settled, () => {
        throw new FailureError('not-connected', 'the session has not told its list');
      });
      if (!isTold) throw new FailureError('not-signed-in');
    },
    async talks() {
      await reading;
      if (isOver || !found) return undefined;
      const talks = await talksOf(found.self.uri);
      return isOver ? undefined : talks;
    },
    groupsOf: (self) => (found?.self.uri === self ? found.groups : []),
    startChanged(state) {
      start = state;
      hasBegun ||= state !== undefined;
      if (!isOver) look(engine.snapshot().model);
    },
    settingsChanged() {
      void ready.then(() => {
        // The settings are a guest's a moment before anybody says that one signs in.
        if (isGuest()) return;
        if (!byItself()) return forget();
        // It may be kept from now on.
        seen = undefined;
        takeIn(engine.snapshot().model);
      });
    },
    signedOut() {
      if (isGuest()) end();
      else forget();
    },
    async stop() {
      unsubscribe();
      await write();
    },
  };
}
