// `requestAccepted`, also read from the forms `initiateSessionAccepted` and a bare `initiateImSessionAccepted`
// (protocol.md 4.1, 4.2, 4.4, 7.3, 7.4).
import type { SipUri } from '../sip-uri';
import { heardUri } from '../uris';
import { element, textElement, type XmlElement } from '../xml';
import { attribute, childNamed, childText, elements, given, hasName, optionalInteger } from '../xml-reader';

export interface AcceptedSession {
  readonly sid: number;
  readonly uri?: SipUri;
  readonly pollWaitTimeMs?: number;
}

export type VoIPReplyName = 'voIPRedirectSucceeded' | 'voIPTerminateSucceeded' | 'voIPReplyWithIMAccepted';

export interface RequestAccepted {
  readonly kind: 'requestAccepted';
  /** Empty when a bare reply had none. */
  readonly rid: string;
  /** Only in the reply to `initiateSession`. */
  readonly session?: AcceptedSession;
  /** The id given by `initiateImSessionAccepted`. */
  readonly confId?: number;
  readonly voIP?: { readonly name: VoIPReplyName; readonly confId: number };
}

const voIPNames: readonly VoIPReplyName[] = [
  'voIPRedirectSucceeded',
  'voIPTerminateSucceeded',
  'voIPReplyWithIMAccepted',
];

/** 7.3, 7.4: in three elements, as children or as attributes. 7.32: the outer `rid` counts where the two differ. */
export function decodeAccepted(source: XmlElement): RequestAccepted {
  const value = (name: string): string | undefined => childText(source, name) ?? attribute(source, name);
  const sid = optionalInteger(value('sid'));
  const im = hasName(source, 'initiateImSessionAccepted') ? source : childNamed(source, 'initiateImSessionAccepted');
  const call = elements(source).find((child) => voIPNames.some((name) => hasName(child, name)));
  const callName = call && voIPNames.find((name) => hasName(call, name));
  const callId = call && optionalInteger(attribute(call, 'confId'));
  const inner = im ?? call;
  return {
    kind: 'requestAccepted',
    rid: attribute(source, 'rid') ?? (inner && attribute(inner, 'rid')) ?? '',
    ...given({
      session:
        sid === undefined
          ? undefined
          : {
              sid,
              ...given({ uri: heardUri(value('uri') ?? ''), pollWaitTimeMs: optionalInteger(value('pollWaitTime')) }),
            },
      confId: im && optionalInteger(attribute(im, 'confId')),
      voIP: callName === undefined || callId === undefined ? undefined : { name: callName, confId: callId },
    }),
  };
}

export function encodeAccepted({ rid, session, confId, voIP }: RequestAccepted): XmlElement {
  return element(
    'requestAccepted',
    { rid },
    textElement('sid', session?.sid),
    textElement('uri', session?.uri),
    textElement('pollWaitTime', session?.pollWaitTimeMs),
    confId === undefined ? undefined : element('initiateImSessionAccepted', { rid, confId }),
    voIP && element(voIP.name, { rid, confid: voIP.confId }),
  );
}
