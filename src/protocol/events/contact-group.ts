// `contactGroup` (protocol.md 4.11, 7.27).
import type { Codec } from '../codec';
import { heardContactRecord, heardGroupRecord, type ContactRecord, type GroupRecord } from '../contact-record';
import { decodeHeardAddress } from '../uris';
import { element, type XmlElement } from '../xml';
import {
  allSkipped,
  attributeText,
  childrenNamed,
  decodeEach,
  requiredInteger,
  optionalBoolean,
  optionalInteger,
  type Skipped,
} from '../xml-reader';
import { eventId } from './event-id';
import type { SipUri } from '../sip-uri';

export type GroupChange =
  | { readonly action: 'added' | 'updated'; readonly group: GroupRecord }
  | { readonly action: 'deleted'; readonly id: number };
export type ContactChange =
  | { readonly action: 'added' | 'updated'; readonly contact: ContactRecord }
  | { readonly action: 'deleted'; readonly uri: SipUri };

export interface ContactGroupEvent extends Skipped {
  readonly kind: 'contactGroup';
  readonly eid?: number;
  /** True: a snapshot of everything; entries without an action count as `added`. */
  readonly fullList: boolean;
  readonly deltaNum?: number;
  readonly groups: readonly GroupChange[];
  readonly contacts: readonly ContactChange[];
}

export const contactGroupCodec: Codec<ContactGroupEvent> = {
  element: 'contactGroup',
  decode(source) {
    const deltaNum = optionalInteger(attributeText(source, 'deltaNum'));
    const groups = decodeEach(childrenNamed(source, 'group'), decodeGroup);
    const contacts = decodeEach(childrenNamed(source, 'contact'), decodeContact);
    return {
      kind: 'contactGroup',
      ...eventId(source),
      fullList: optionalBoolean(attributeText(source, 'fullList')) ?? false,
      ...(deltaNum !== undefined && { deltaNum }),
      groups: groups.values,
      contacts: contacts.values,
      ...allSkipped([groups, contacts]),
    };
  },
  encode(value) {
    return element(
      'contactGroup',
      { eid: value.eid, fullList: value.fullList ? true : undefined, deltaNum: value.deltaNum },
      value.groups.map((change) =>
        change.action === 'deleted'
          ? element('group', { id: change.id, action: change.action })
          : encodeChanged(heardGroupRecord.encode(change.group), change.action),
      ),
      value.contacts.map((change) =>
        change.action === 'deleted'
          ? element('contact', { action: change.action, uri: change.uri })
          : encodeChanged(heardContactRecord.encode(change.contact), change.action),
      ),
    );
  },
};

function encodeChanged({ name, attributes }: XmlElement, action: 'added' | 'updated'): XmlElement {
  return element(name, { id: attributes['id'], action, ...attributes });
}

/** An early release wrote `delete` (7.27); without an action it is part of a snapshot. A word that no page knows takes nobody away. */
function actionOf(source: XmlElement): 'added' | 'updated' | 'deleted' {
  const action = attributeText(source, 'action')?.toLowerCase() ?? '';
  if (action.startsWith('delete')) return 'deleted';
  return action.startsWith('update') ? 'updated' : 'added';
}

function decodeGroup(source: XmlElement): GroupChange {
  const action = actionOf(source);
  if (action === 'deleted') return { action, id: requiredInteger(attributeText(source, 'id'), 'id') };
  return { action, group: heardGroupRecord.decode(source) };
}

function decodeContact(source: XmlElement): ContactChange {
  const action = actionOf(source);
  if (action === 'deleted') return { action, uri: decodeHeardAddress(attributeText(source, 'uri')) };
  return { action, contact: heardContactRecord.decode(source) };
}
