// SIP addresses as the protocol uses them: `sip:user@host`, compared without regard to case (field notes, "Presence").

/** A SIP URI with its `sip:` prefix, as it goes over the wire. */
export type SipUri = string;
