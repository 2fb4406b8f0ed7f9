// SIP addresses as keys of people (field notes, "Presence": letter case differs within one reply).
import { parseSipUri, sipUriKey } from '../../../protocol/sip-uri';
import { heardUri } from '../../../protocol/uris';
import { FailureError } from '../../../shared/domain/failure';
import type { Model } from '../../../shared/domain/model';
import type { PersonUri } from '../../../shared/domain/person';
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
  if (!parseSipUri(key)) throw new FailureError('bad-uri', 'not a SIP address');
  return key;
}

/** The address of somebody in the contact list, which may be no SIP address. What is not in it is checked as everything typed. */
export function contactUri(model: Model, uri: string): PersonUri {
  const key = personUri(uri);
  return model.contacts.has(key) ? key : checkedPersonUri(uri);
}

/** `sip:dana@example.com` → `dana`. */
export function localPart(uri: PersonUri): string {
  const start = uri.indexOf(':') + 1;
  const end = uri.indexOf('@');
  return uri.slice(start, end < 0 ? undefined : end) || uri;
}

/** The best name known: what the event says, the contact list, the person's own card, the part before the @. */
export function displayName(model: Model, uri: PersonUri, given?: string): string {
  const known = personName(given) || model.contacts.get(uri)?.name || model.people.get(uri)?.name;
  return known || personName(localPart(uri)) || uri;
}
