// SIP addresses as the protocol uses them: `sip:user@host`, compared without regard to case (field notes, "Presence").

/** A SIP URI with its `sip:` prefix, as it goes over the wire. */
export type SipUri = string;

const form = /^sips?:[^\s@<>"]+@[^\s@<>"]+$/iu;
const maxLength = 1024;

/** The URI without outer blanks; undefined when it is none. Focus URIs (`…;gruu;opaque=…`) count. */
export function parseSipUri(text: string): SipUri | undefined {
  const uri = text.trim();
  return uri.length <= maxLength && form.test(uri) ? uri : undefined;
}

/** What to compare and to index by. */
export function sipUriKey(uri: SipUri): string {
  return uri.trim().toLowerCase();
}

export function isSameSipUri(a: SipUri, b: SipUri): boolean {
  return sipUriKey(a) === sipUriKey(b);
}
