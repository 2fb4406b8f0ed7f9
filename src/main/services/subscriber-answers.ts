// Answers to people who have added the local user: add them back, on which level, and the word to the server that they may watch
// (protocol.md 3.24). Each is kept before anything is asked of the server, until all of it went through: what is lost with its session,
// or with the program, is carried out in the next one by itself, and nobody is asked twice. The word to the server comes last, whatever
// is lost: whoever is blocked must not see anything meanwhile.
import { failureOfError, FailureError, type FailureCode } from '../../shared/domain/failure';
import { accessLevelOf } from '../../shared/domain/access-level';
import type { GroupId, SubscriberAnswer, SubscriberOutcome } from '../../shared/domain/contact';
import type { Change, Model } from '../../shared/domain/model';
import type { PersonUri } from '../../shared/domain/person';
import type { Log } from '../../shared/log';
import type { KeptAnswer, KeptAnswers } from '../store/kept-answers';
import type { UcEngine } from '../uc/engine';
import type { Timers } from '../uc/environment';

export interface SubscriberAnswersParts {
  readonly engine: Pick<
    UcEngine,
    | 'snapshot'
    | 'onChanges'
    | 'addContact'
    | 'setAccessLevel'
    | 'acknowledgeSubscribers'
    | 'holdSubscriber'
    | 'askAboutSubscriber'
  >;
  readonly kept: KeptAnswers;
  readonly log: Log;
  /** Of what was carried out when nobody waited for it any more: somebody is on the list, and not on the level that they were given. */
  readonly onWithoutLevel: (name: string) => void;
  readonly timers?: Timers;
}

/** Nobody has refused it: there was no connection, the session or the program has ended, or nobody knows. */
const lost: ReadonlySet<FailureCode> = new Set([
  'not-connected',
  'unknown-outcome',
  'not-signed-in',
  'cancelled',
  'unreachable',
  'timeout',
]);
const isLost = (error: unknown): boolean => lost.has(failureOfError(error).code);

/** What is lost while there is a connection is tried again so often before it waits for the next session. */
const mostTries = 2;

/** Levels come with the first events of a session (4.13): a server that has told of none by then tells of none at all. */
const levelsPatienceMs = 15_000;

export interface SubscriberAnswers {
  /** Rejects with why the server refused it; then it is not kept. */
  answer(answer: SubscriberAnswer): Promise<SubscriberOutcome>;
  stop(): void;
}

/** What the server has told since this user signed in: "online" may come before the list and the levels. */
interface Told {
  readonly isOnline: boolean;
  readonly hasList: boolean;
  readonly hasLevels: boolean;
}
const nothingTold: Told = { isOnline: false, hasList: false, hasLevels: false };

export function createSubscriberAnswers({
  engine,
  kept,
  log,
  onWithoutLevel,
  timers = globalThis,
}: SubscriberAnswersParts): SubscriberAnswers {
  /** Settles when what is on its way to somebody has gone through, or not. */
  const underWay = new Map<PersonUri, Promise<unknown>>();
  const model = (): Model => engine.snapshot().model;
  let told = nothingTold;
  /** Nobody waits any more for this session to tell of levels. */
  let tellsNoLevels = false;
  let patience: unknown;

  async function answer({ groupIds, ...rest }: SubscriberAnswer): Promise<SubscriberOutcome> {
    const { self, groups } = model();
    if (!self) throw new FailureError('not-signed-in');
    const names = groupIds?.flatMap((id) => groups.get(id) ?? []).filter(({ isDefault }) => !isDefault);
    const levelBefore = rest.level && accessLevelOf(rest.uri, model().accessLevels);
    const wanted = {
      ...rest,
      ...(names && { groupNames: names.map(({ name }) => name) }),
      ...(levelBefore && { levelBefore }),
    };
    kept.put(self.uri, wanted);
    const outcome = await carryOut(self.uri, wanted);
    // Nobody waits for more than not to be asked again.
    if (outcome === 'waits') void carryOutKept();
    return outcome;
  }

  /** One after the other to the same person: what they were answered last is what stands in the end. */
  async function carryOut(self: PersonUri, wanted: KeptAnswer): Promise<SubscriberOutcome> {
    const { uri } = wanted;
    const before = underWay.get(uri);
    const trying = before ? before.then(() => tryOnce(self, wanted)) : tryOnce(self, wanted);
    const settled = trying.catch(() => undefined);
    underWay.set(uri, settled);
    try {
      return await trying;
    } finally {
      if (underWay.get(uri) === settled) underWay.delete(uri);
    }
  }

  async function tryOnce(self: PersonUri, wanted: KeptAnswer): Promise<SubscriberOutcome> {
    const { uri } = wanted;
    // Another answer has taken its place: that one gives the word to the server.
    if (!isKept(self, wanted)) return 'waits';
    try {
      if (canBeDone(self, wanted)) {
        const isOnLevel = await put(wanted);
        if (!isKept(self, wanted)) return 'waits';
        const waiting = await engine.acknowledgeSubscribers([uri]);
        if (waiting.length === 0) {
          kept.remove(self, wanted);
          return isOnLevel ? 'done' : 'withoutLevel';
        }
      }
    } catch (error) {
      if (!isLost(error)) {
        if (isKept(self, wanted)) askAgain(self, wanted);
        throw error;
      }
    }
    if (isSelf(self) && isKept(self, wanted)) engine.holdSubscriber(uri);
    return 'waits';
  }

  function askAgain(self: PersonUri, wanted: KeptAnswer): void {
    const { uri, name } = wanted;
    kept.remove(self, wanted);
    if (isSelf(self)) engine.askAboutSubscriber(model().subscribers.get(uri) ?? { uri, name });
  }

  const isSelf = (self: PersonUri): boolean => model().self?.uri === self;
  const isKept = (self: PersonUri, wanted: KeptAnswer): boolean => kept.of(self).includes(wanted);

  /** Its user is online, and what it is compared with has come: in which groups they are, and on which levels. */
  function canBeDone(self: PersonUri, { groupNames, level }: KeptAnswer): boolean {
    const hasLevels = told.hasLevels || tellsNoLevels;
    return isSelf(self) && told.isOnline && (!groupNames || told.hasList) && (!level || hasLevels);
  }

  /** What is so already is not asked for again. Resolves with whether they are on the level that they were given, or need none. */
  async function put({ uri, name, groupNames, level, levelBefore }: KeptAnswer): Promise<boolean> {
    if (groupNames && !model().contacts.has(uri)) {
      await engine.addContact({ uri, name, groupIds: groupIdsOf(groupNames, model()) });
    }
    const now = accessLevelOf(uri, model().accessLevels);
    // Answered at another endpoint while this one waited: that stays. Only whoever was blocked here is, in any case.
    const isChangedSince = now !== undefined && now !== levelBefore && level !== 'blocked';
    if (!level || now === level || isChangedSince) return true;
    try {
      await engine.setAccessLevel(uri, level);
      return true;
    } catch (error) {
      // Whoever is to be blocked is never let in instead.
      if (told.hasLevels || level === 'blocked' || isLost(error)) throw error;
      log('a server that tells of no levels takes none', { error });
      return false;
    }
  }

  /** What a session that has ended, or an earlier run, has left. */
  async function carryOutKept(): Promise<void> {
    const { self } = model();
    if (!self) return;
    for (const { uri } of kept.of(self.uri)) {
      for (let tries = 0; tries < mostTries; tries += 1) {
        // It may have been answered otherwise since.
        const wanted = kept.of(self.uri).find((each) => each.uri === uri);
        if (!wanted || underWay.has(uri) || !canBeDone(self.uri, wanted)) break;
        try {
          const outcome = await carryOut(self.uri, wanted);
          if (outcome === 'withoutLevel') onWithoutLevel(wanted.name);
          if (outcome !== 'waits') break;
        } catch (error) {
          log('an answer that was kept is refused', { error });
        }
      }
    }
  }

  kept.onOpened(() => {
    const { self } = model();
    if (!self) return;
    for (const { uri } of kept.of(self.uri)) if (!underWay.has(uri)) engine.holdSubscriber(uri);
    void carryOutKept();
  });

  function follow(now: Told): void {
    if (now === told) return;
    told = now;
    timers.clearTimeout(patience);
    tellsNoLevels = false;
    if (told.isOnline && !told.hasLevels) patience = timers.setTimeout(giveUpLevels, levelsPatienceMs);
    void carryOutKept();
  }

  function giveUpLevels(): void {
    tellsNoLevels = true;
    void carryOutKept();
  }

  const unsubscribe = engine.onChanges(({ changes }) => follow(changes.reduce(toldWith, told)));
  const stop = (): void => {
    unsubscribe();
    timers.clearTimeout(patience);
  };

  return { answer, stop };
}

function toldWith(told: Told, change: Change): Told {
  switch (change.kind) {
    case 'connection': {
      if (change.connection.kind === 'signed-out') return nothingTold;
      const isOnline = change.connection.kind === 'online';
      return isOnline === told.isOnline ? told : { ...told, isOnline };
    }
    // 4.11, 4.13: each session begins with the whole list, and with all levels.
    case 'contactsCleared':
      return told.hasList ? told : { ...told, hasList: true };
    case 'outdated': {
      const hasList = told.hasList && !change.parts.includes('contacts');
      const hasLevels = told.hasLevels && !change.parts.includes('accessLevels');
      return hasList === told.hasList && hasLevels === told.hasLevels ? told : { ...told, hasList, hasLevels };
    }
    case 'accessLevels':
      return told.hasLevels ? told : { ...told, hasLevels: true };
    default:
      return told;
  }
}

/** Groups that are there no more, or are called otherwise by now, are not made anew: whoever is left in none is among the others. */
function groupIdsOf(names: readonly string[], { groups }: Model): readonly GroupId[] {
  const all = [...groups.values()];
  const wanted = all.filter(
    ({ name, isDefault, isDistribution }) => !isDefault && !isDistribution && names.includes(name),
  );
  return (wanted.length > 0 ? wanted : all.filter(({ isDefault }) => isDefault)).map(({ id }) => id);
}
