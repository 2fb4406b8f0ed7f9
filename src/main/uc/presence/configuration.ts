// Policy of the administrator (protocol.md 4.3, 7.13, 7.16).
import type { ConfigurationEvent } from '../../../protocol/events/configuration';
import { searchFields, type Policy } from '../../../shared/domain/connection';

const minRefreshS = 3;
/** A sample has 1000; nobody types that long without a word. */
const maxRefreshS = 300;

const allFields = 15;

export function policyOf(event: Omit<ConfigurationEvent, 'kind' | 'eid'>, before: Policy): Policy {
  const refreshS = event.imComposingTimers?.refreshInterval;
  // Without any all of them are searched (`contacts/directory-search.ts`).
  const fields = event.search && (event.search.defaultFields || allFields);
  return {
    canAppearOffline: event.enableAppearOffline ?? before.canAppearOffline,
    userNotice: event.userNotice?.trim() ?? before.userNotice,
    searchedFields:
      fields === undefined ? before.searchedFields : searchFields.filter((_, bit) => (fields & (1 << bit)) !== 0),
    composingRefreshS:
      refreshS === undefined ? before.composingRefreshS : Math.min(Math.max(refreshS, minRefreshS), maxRefreshS),
    lacks: event.lacks ?? before.lacks,
  };
}
