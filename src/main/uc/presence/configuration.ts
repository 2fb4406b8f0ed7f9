// Policy of the administrator (protocol.md 4.3, 7.13, 7.16).
import type { ConfigurationEvent } from '../../../protocol/events/configuration';
import type { Policy } from '../../../shared/domain/connection';

const minRefreshS = 3;
/** A sample has 1000; nobody types that long without a word. */
const maxRefreshS = 300;

export function policyOf(event: Omit<ConfigurationEvent, 'kind' | 'eid'>, before: Policy): Policy {
  const refreshS = event.imComposingTimers?.refreshInterval;
  return {
    canAppearOffline: event.enableAppearOffline ?? before.canAppearOffline,
    userNotice: event.userNotice?.trim() ?? before.userNotice,
    composingRefreshS:
      refreshS === undefined ? before.composingRefreshS : Math.min(Math.max(refreshS, minRefreshS), maxRefreshS),
  };
}
