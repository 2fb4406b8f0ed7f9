// `cwaCategory` and the payloads that Parley reads (protocol.md 4.15, 5.2, 5.6, 5.7, 7.15). One file a payload.
import type { CalendarData } from './calendar-data';
import type { ContactCard } from './contact-card';
import type { Note } from './note';
import type { Services } from './services';
import type { State } from './state';

/** A payload that no codec knows, as XML text. */
export interface ForeignPayload {
  readonly kind: 'foreign';
  readonly xml: string;
}

export type CategoryPayload = State | Note | ContactCard | CalendarData | Services | ForeignPayload;

export interface Category {
  readonly name: string;
  readonly instance?: number;
  readonly version?: number;
  /** ISO 8601, as written. */
  readonly publishTime?: string;
  /** Absent: the user publishes nothing visible in this category. */
  readonly payload?: CategoryPayload;
}
