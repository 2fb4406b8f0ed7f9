// One incoming call as the server sees it: what rings, at which endpoints, and what became of it (protocol.md 4.9, 4.10). What leads
// from one to the other is in `calls.ts`.
import type { VoIPReceived } from '../../../protocol/conference-events/voip-received';
import type { VoIPTerminated } from '../../../protocol/conference-events/voip-terminated';
import type { VoIPTerminate } from '../../../protocol/conference/voip-terminate';
import type { SipUri } from '../../../protocol/sip-uri';
import type { UserSession } from '../user-state';

export type CallOffer = Omit<VoIPReceived, 'kind'>;

/** What became of a call. */
export type CallEnd =
  | { readonly kind: 'redirected'; readonly to: SipUri }
  | { readonly kind: 'refused'; readonly action: VoIPTerminate['action'] }
  | { readonly kind: 'answered-with-im' }
  | { readonly kind: 'ended'; readonly reason: VoIPTerminated['reason'] };

export interface Call {
  readonly offer: CallOffer;
  readonly onEnd: (end: CallEnd) => void;
  legs: CallLeg[];
  cancelTimer: () => void;
}

/** One endpoint at which it rings. */
export interface CallLeg {
  readonly kind: 'call';
  readonly session: UserSession;
  readonly call: Call;
  confId: number;
}
