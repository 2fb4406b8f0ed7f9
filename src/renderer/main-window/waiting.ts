// What waits for an answer in the main window, in which order, and what of it is told when it comes. Pure.
import type { Call, Conversation } from '../../shared/domain/conversation';
import type { Model } from '../../shared/domain/model';
import { incomingInvitations } from '../recents/recents';

export type Waiting =
  | { readonly kind: 'call'; readonly key: string; readonly call: Call }
  | { readonly kind: 'invitation'; readonly key: string; readonly conversation: Conversation };

/** What rings first, then who came first. */
export function waitingIn(model: Pick<Model, 'calls' | 'conversations'>): readonly Waiting[] {
  const ringing = [...model.calls.values()].filter(({ state }) => state === 'ringing');
  return [
    ...ringing.map((call) => ({ kind: 'call', key: `call/${call.conversationId}`, call }) as const),
    ...incomingInvitations(model).map(
      (conversation) => ({ kind: 'invitation', key: `invitation/${conversation.id}`, conversation }) as const,
    ),
  ];
}

/** Those that were not there before. */
export function arrivals(now: readonly Waiting[], before: readonly Waiting[]): readonly Waiting[] {
  const known = new Set(before.map(({ key }) => key));
  return now.filter(({ key }) => !known.has(key));
}

const minuteMs = 60_000;

/** How long something has waited. A clock that was put back makes nothing come out of the future. */
export function waited(
  sinceMs: number,
  nowMs: number,
): { readonly kind: 'now' | 'minutes' | 'long'; readonly minutes: number } {
  const minutes = Math.max(0, Math.floor((nowMs - sinceMs) / minuteMs));
  if (minutes === 0) return { kind: 'now', minutes };
  return { kind: minutes < 60 ? 'minutes' : 'long', minutes };
}
