// `publishSelfPresence`: all or nothing (protocol.md 3.26).
import type { CategoryPayload } from '../presence/category';

export interface PublishedCategory {
  readonly name: string;
  readonly instanceMask: number;
  /** Always written as `-1` (7.15); any value is read. */
  readonly payload?: CategoryPayload;
}

export interface PublishSelfPresenceRequest {
  readonly kind: 'publishSelfPresence';
  readonly rid: string;
  readonly categories: readonly PublishedCategory[];
}
