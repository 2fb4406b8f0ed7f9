// Which names in a log are one's own: by what it says, what other logs say, and else by the folders that it lies in. Pure.
import type { LogPlace, Speakers } from './chat-log';
import { namedAfter } from './named-after';

/** As `plainName` has them. */
export interface KnownNames {
  readonly own: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}

/** Undefined: nobody can tell, and nothing is put into anybody's mouth. */
export function ownNamesOf(
  speakers: Speakers,
  known: KnownNames,
  place: Pick<LogPlace, 'account' | 'peer'>,
): readonly string[] | undefined {
  const told = toldOwnNames(speakers, known);
  if (told) return told;
  const after = (of: 'account' | 'peer'): readonly string[] =>
    speakers.unknown.filter((name) => namedAfter(name, place) === of);
  const [own, others] = [after('account'), after('peer')];
  // What is known of more than one of a side is known of none.
  if (own.length > 1 || others.length > 1) return undefined;
  return toldOwnNames(
    {
      own: [...speakers.own, ...own],
      others: [...speakers.others, ...others],
      unknown: speakers.unknown.filter((name) => !own.includes(name) && !others.includes(name)),
    },
    known,
  );
}

/**
 * Which names are one's own, with what other logs tell of them. Of two speakers of whom one is known the other is the other. Undefined:
 * they do not tell.
 */
function toldOwnNames({ own, others, unknown }: Speakers, known: KnownNames): readonly string[] | undefined {
  const made = unknown.filter((name) => known.own.has(name));
  const owns = [...own, ...made];
  const rest = unknown.filter((name) => !known.own.has(name) && !known.others.has(name));
  // Two of whom nobody is the other: one of them is, and nothing in this log says which.
  if (made.length > 1 && made.length === unknown.length && others.length === 0) return undefined;
  if (rest.length === 0) return owns;
  const isPair = rest.length === 1 && own.length + others.length + unknown.length === 2;
  if (!isPair) return undefined;
  return owns.length === 0 ? rest : owns;
}
