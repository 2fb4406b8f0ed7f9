// With whom the logs of another program were, as a person goes through them. Pure.
import type { LogChoice, LogThread } from '../../shared/domain/log-import';
import type { PersonUri } from '../../shared/domain/person';

/** So many can be gone through; the others keep the names that they have there. */
export const mostShown = 100;

export interface LogPeople {
  /** Nobody need be asked about them. */
  readonly known: readonly (LogThread & { readonly uri: PersonUri })[];
  /** Those with most messages first. */
  readonly asked: readonly LogThread[];
}

/** @param isContact whoever has this address on the list is meant by it */
export function peopleOfLogs(threads: readonly LogThread[], isContact: (uri: PersonUri) => boolean): LogPeople {
  const sorted = [...threads].sort((one, other) => other.messages - one.messages);
  const known: (LogThread & { readonly uri: PersonUri })[] = [];
  const asked: LogThread[] = [];
  for (const thread of sorted) {
    const uri = thread.uri ?? (thread.address !== undefined && isContact(thread.address) ? thread.address : undefined);
    if (uri === undefined) asked.push(thread);
    else known.push({ ...thread, uri });
  }
  return { known, asked };
}

export function choicesOf({ known, asked }: LogPeople, chosen: ReadonlyMap<string, PersonUri>): readonly LogChoice[] {
  return [
    ...known.map(({ key, uri }) => ({ key, uri })),
    ...asked.map(({ key }) => ({ key, uri: chosen.get(key) ?? null })),
  ];
}
