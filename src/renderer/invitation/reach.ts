// What will likely become of an invitation, by what is known of whom it goes to: in kinds, each with all whom it is about. Pure.
import type { AccessLevel } from '../../shared/domain/contact';
import type { Availability, PersonUri } from '../../shared/domain/person';

/** `blocked`: by the person here. In the order in which they are told. */
export const reachKinds = ['blocked', 'offline', 'do-not-disturb', 'unknown'] as const;
export type ReachKind = (typeof reachKinds)[number];

export interface Invitee {
  readonly uri: PersonUri;
  readonly name: string;
  readonly availability: Availability;
  /** Nothing has been heard of them for as long as an answer takes. */
  readonly isSilent: boolean;
  readonly level: AccessLevel | undefined;
}

export interface ReachWarning {
  readonly kind: ReachKind;
  readonly names: readonly string[];
}

export function reachWarnings(people: readonly Invitee[]): readonly ReachWarning[] {
  return reachKinds.flatMap((kind) => {
    const names = people.filter((each) => kindOf(each) === kind).map(({ name }) => name);
    return names.length > 0 ? [{ kind, names }] : [];
  });
}

/** Of several the one that says most. */
function kindOf({ availability, isSilent, level }: Invitee): ReachKind | undefined {
  if (level === 'blocked') return 'blocked';
  if (availability === 'offline' || availability === 'do-not-disturb') return availability;
  return availability === 'unknown' && isSilent ? 'unknown' : undefined;
}

/** More names than these are counted. */
const namedAtMost = 3;

/** Those to name, and how many there are besides. One more is named too: "and one other" is no shorter. */
export function namesToTell(names: readonly string[]): { readonly named: readonly string[]; readonly others: number } {
  if (names.length <= namedAtMost + 1) return { named: names, others: 0 };
  return { named: names.slice(0, namedAtMost), others: names.length - namedAtMost };
}
