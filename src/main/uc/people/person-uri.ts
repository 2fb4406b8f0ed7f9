// SIP addresses as keys of people (field notes, "Presence": letter case differs within one reply).
import { parseSipUri, sipUriKey } from '../../../protocol/sip-uri';
import { heardUri } from '../../../protocol/uris';
import { FailureError } from '../../../shared/domain/failure';
import type { Model } from '../../../shared/domain/model';
import { isReadableAddress, type PersonUri } from '../../../shared/domain/person';
import { knownName, nameOf, plainAddress } from '../../../shared/domain/person-name';
import { personName } from './person-name';

/**
 * What came over the wire; some pages leave `sip:` out (4.12). A caller may be a `tel:` number (4.9), and a contact list may hold
 * anything: what is no SIP address stays as it is, since the server knows it by that.
 */
export function personUri(uri: string): PersonUri {
  const key = sipUriKey(uri);
  return heardUri(key) ?? key;
}

/** What somebody typed or a window handed over. */
export function checkedPersonUri(uri: string): PersonUri {
  const key = personUri(uri);
  if (!parseSipUri(key) || !isReadableAddress(key)) throw new FailureError('bad-uri', 'not a SIP address');
  return key;
}

/** The address of somebody in the contact list, which may be no SIP address. What is not in it is checked as everything typed. */
export function contactUri(model: Model, uri: string): PersonUri {
  const key = personUri(uri);
  return model.contacts.has(key) ? key : checkedPersonUri(uri);
}

/** Of somebody who is to be put on the list: what stood there and was taken off may come back, whatever it is. */
export function addableUri(takenOff: ReadonlySet<PersonUri>, uri: string): PersonUri {
  const key = personUri(uri);
  return takenOff.has(key) ? key : checkedPersonUri(uri);
}

/** `sip:dana@example.com` → `dana`. */
export function localPart(uri: PersonUri): string {
  const address = plainAddress(uri);
  const start = address.indexOf(':') + 1;
  const end = address.indexOf('@');
  return address.slice(start, end < 0 ? undefined : end) || uri;
}

/** How a person is called by whom an event speaks of or a command is for; `heard`: the name in it. */
export function displayName(model: Model, uri: PersonUri, heard?: string): string {
  return nameOf(model, uri, personName(heard));
}

/** What stands in a contact list: what the list or the user says, else what is known, else the part before the @. */
export function listedName(model: Model, uri: PersonUri, told?: string): string {
  return personName(told) || knownName(model, uri) || personName(localPart(uri)) || uri;
}
