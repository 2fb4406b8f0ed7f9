// `contactGroup` (protocol.md 4.11, 7.27).
import type { ContactRecord, GroupRecord } from '../contact-record';
import type { SipUri } from '../sip-uri';

export type GroupChange =
  | { readonly action: 'added' | 'updated'; readonly group: GroupRecord }
  | { readonly action: 'deleted'; readonly id: number };
export type ContactChange =
  | { readonly action: 'added' | 'updated'; readonly contact: ContactRecord }
  | { readonly action: 'deleted'; readonly uri: SipUri };

export interface ContactGroupEvent {
  readonly kind: 'contactGroup';
  readonly eid: number;
  /** True: a snapshot of everything; entries without an action count as `added`. */
  readonly fullList: boolean;
  readonly deltaNum?: number;
  readonly groups: readonly GroupChange[];
  readonly contacts: readonly ContactChange[];
}
