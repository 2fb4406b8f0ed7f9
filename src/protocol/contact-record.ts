// `contact` and `group` as they stand in requests and in `contactGroup` (protocol.md 4.11).
import type { SipUri } from './sip-uri';

export interface ContactRecord {
  readonly uri: SipUri;
  readonly name: string;
  readonly subscribed: boolean;
  /** "Alert me" flag. */
  readonly tag: boolean;
  /** Group ids. Absent: the attribute was left out (3.22: on update that resets it). */
  readonly groups?: readonly number[];
}

export interface GroupRecord {
  readonly id: number;
  /** `~` is the default group, which is never renamed or deleted. */
  readonly name: string;
  /** Empty for personal groups. */
  readonly externalUri: string;
}
