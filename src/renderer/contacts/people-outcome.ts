// What has become of something that was done with several people: of whom it can be said that it is so, and of whom not, and why. Pure.
import type { Failure, FailureCode } from '../../shared/domain/failure';
import type { Group } from '../../shared/domain/contact';
import type { Model } from '../../shared/domain/model';
import type { PersonUri } from '../../shared/domain/person';
import type { ListReason } from './list-reason';
import { intoGroup, isGone, type PeopleChange, type Step } from './people-change';
import type { Refused, StepsResult } from './run-steps';

export interface NotDone {
  readonly uri: PersonUri;
  readonly why: ListReason | Failure;
}

export interface PeopleOutcome {
  readonly done: readonly Step[];
  readonly notDone: readonly NotDone[];
  /** Nobody knows whether it happened: if it did, it is taken back with the others. */
  readonly unsure: readonly Step[];
}

/** `model` and `groups`: as they are when all is over. */
export function peopleOutcome(
  change: PeopleChange,
  { done, refused, left }: StepsResult<Step>,
  wasStopped: boolean,
  model: Model,
  groups: readonly Group[],
): PeopleOutcome {
  const overtaken = (uri: PersonUri): ListReason | undefined => {
    if (change.kind === 'remove') return undefined;
    if (!model.contacts.has(uri)) return 'person-gone';
    return intoGroup(change) !== undefined && isGone(change, groups) ? 'group-gone' : undefined;
  };
  const stands = done.filter(({ uri }) => overtaken(uri) === undefined);
  const since = done.flatMap(({ uri }) => {
    const why = overtaken(uri);
    return why ? [{ uri, why }] : [];
  });
  const leftWhy = whyLeft(refused, wasStopped);
  return {
    done: stands,
    notDone: [
      ...since,
      ...refused.map(({ item: { uri }, failure }) => ({
        uri,
        // What the server does not know is either of the two: the list tells which.
        why: (failure.code === 'not-found' ? overtaken(uri) : undefined) ?? failure,
      })),
      ...left.map(({ uri }) => ({ uri, why: leftWhy })),
    ],
    unsure: refused.filter(({ failure }) => failure.code === 'unknown-outcome').map(({ item }) => item),
  };
}

/** Why those were not tried whose turn did not come. */
export function whyLeft(refused: readonly Refused<Step>[], wasStopped: boolean): ListReason | Failure {
  return wasStopped ? 'stopped' : (refused.at(-1)?.failure ?? 'stopped');
}

/** Those with the same reason together. */
export function byReason<Why extends ListReason | Failure>(
  notDone: readonly { readonly uri: PersonUri; readonly why: Why }[],
): readonly { readonly uris: readonly PersonUri[]; readonly why: Why }[] {
  const found = new Map<string, { uris: PersonUri[]; why: Why }>();
  for (const { uri, why } of notDone) {
    const code = typeof why === 'string' ? why : why.code;
    const known = found.get(code);
    if (known) known.uris.push(uri);
    else found.set(code, { uris: [uri], why });
  }
  return [...found.values()];
}

const final: ReadonlySet<FailureCode> = new Set([
  'not-found',
  'not-allowed',
  'refused',
  'too-long',
  'too-many-people',
  'duplicate-name',
  'bad-uri',
  'bad-request',
  'oneself',
  'set-by-organisation',
]);

/** Asked for another time, it would fail again. */
export const isFinal = ({ code }: Failure): boolean => final.has(code);

/** What is said where nothing is known to be done; `unsure`: of so many it is not known. */
export const nothingDone = (unsure: number) => (unsure > 0 ? 'contacts.done.unsure' : 'contacts.done.none');
