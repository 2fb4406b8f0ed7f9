// `selfPresence`: complete after each change (protocol.md 4.14).
import type { Category } from '../presence/category';

export interface SelfPresenceEvent {
  readonly kind: 'selfPresence';
  readonly eid: number;
  readonly categories: readonly Category[];
}
