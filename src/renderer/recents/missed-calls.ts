// Missed calls as a list of people: who rang in vain, how often, about what. Pure.
import type { Call } from '../../shared/domain/conversation';
import type { Model } from '../../shared/domain/model';
import { unknownPerson, type PersonUri } from '../../shared/domain/person';

/** What one caller left behind. */
export interface MissedCaller {
  readonly key: string;
  readonly from: PersonUri;
  readonly name: string;
  /** Of the latest call that told one. */
  readonly subject: string;
  /** When it rang last. */
  readonly at: number;
  readonly isUrgent: boolean;
  readonly calls: readonly Call[];
}

/** Calls that nobody answered and nobody has looked at since, one row a caller. Who rang last stands first. */
export function missedCallers(model: Pick<Model, 'calls'>): readonly MissedCaller[] {
  const byCaller = new Map<string, Call[]>();
  const unseen = [...model.calls.values()].filter(({ isUnseen }) => isUnseen).sort((a, b) => b.at - a.at);
  for (const call of unseen) {
    const calls = byCaller.get(keyOf(call));
    if (calls) calls.push(call);
    else byCaller.set(keyOf(call), [call]);
  }
  return [...byCaller].map(([key, calls]) => ({
    key,
    from: calls[0]!.from,
    name: calls[0]!.name,
    subject: calls.find(({ subject }) => subject)?.subject ?? '',
    at: calls[0]!.at,
    isUrgent: calls.some(({ isUrgent }) => isUrgent),
    calls,
  }));
}

/** Two who hide their address are not known to be one. */
function keyOf({ from, conversationId }: Call): string {
  return from === unknownPerson ? conversationId : from;
}
