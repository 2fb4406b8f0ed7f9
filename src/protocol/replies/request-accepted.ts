// `requestAccepted`, also read from the forms `initiateSessionAccepted` and from what else may stand for it or in it
// (protocol.md 4.1, 4.2, 4.4, 4.10, 7.3, 7.4).
import type { SipUri } from '../sip-uri';
import { heardUri } from '../uris';
import { element, textElement, type XmlElement } from '../xml';
import { attributeText, childNamed, childText, elements, given, hasName, optionalInteger } from '../xml-reader';

export interface AcceptedSession {
  readonly sid: number;
  readonly uri?: SipUri;
  readonly pollWaitTimeMs?: number;
}

export type VoIPReplyName = 'voIPRedirectSucceeded' | 'voIPTerminateSucceeded' | 'voIPReplyWithIMAccepted';

/** What a reply brings along. */
export interface Brought {
  /** Empty when a bare reply had none. */
  readonly rid: string;
  /** Only in the reply to `initiateSession`. */
  readonly session?: AcceptedSession;
  /** The id given by `initiateImSessionAccepted`. */
  readonly confId?: number;
  readonly voIP?: { readonly name: VoIPReplyName; readonly confId: number };
}

export interface RequestAccepted extends Brought {
  readonly kind: 'requestAccepted';
  /** 7.4: what should be in it came alone. Its `requestAccepted` may stand beside it. */
  readonly isInner?: true;
}

const voIPNames: readonly VoIPReplyName[] = [
  'voIPRedirectSucceeded',
  'voIPTerminateSucceeded',
  'voIPReplyWithIMAccepted',
];

export function decodeAccepted(source: XmlElement): RequestAccepted {
  const isInner = hasName(source, 'initiateImSessionAccepted') || voIPNameOf(source) !== undefined;
  return { kind: 'requestAccepted', ...decodeBrought(source), ...(isInner && { isInner }) };
}

/** 7.3, 7.4: in any element, in one inside it, as children or as attributes. 7.32: the outer `rid` counts where the two differ. */
export function decodeBrought(source: XmlElement): Brought {
  const inSession = childNamed(source, 'initiateSessionAccepted');
  const value = (name: string): string | undefined =>
    [source, inSession].map((each) => each && (childText(each, name) ?? attributeText(each, name))).find(Boolean);
  const sid = optionalInteger(value('sid'));
  const im = hasName(source, 'initiateImSessionAccepted') ? source : childNamed(source, 'initiateImSessionAccepted');
  const call = [source, ...elements(source)].find((each) => voIPNameOf(each) !== undefined);
  const callName = call && voIPNameOf(call);
  const callId = call && optionalInteger(attributeText(call, 'confId'));
  const inner = im ?? call ?? inSession;
  return {
    rid: attributeText(source, 'rid') || (inner && attributeText(inner, 'rid')) || '',
    ...given({
      session:
        sid === undefined
          ? undefined
          : {
              sid,
              ...given({ uri: heardUri(value('uri') ?? ''), pollWaitTimeMs: optionalInteger(value('pollWaitTime')) }),
            },
      confId: im && optionalInteger(attributeText(im, 'confId')),
      voIP: callName === undefined || callId === undefined ? undefined : { name: callName, confId: callId },
    }),
  };
}

function voIPNameOf(source: XmlElement): VoIPReplyName | undefined {
  return voIPNames.find((name) => hasName(source, name));
}

export function encodeAccepted({ isInner, ...brought }: RequestAccepted): XmlElement {
  const { rid, confId, voIP } = brought;
  if (!isInner) return element('requestAccepted', { rid }, encodeBrought(brought));
  return voIP && confId === undefined
    ? element(voIP.name, { rid, confid: voIP.confId })
    : element('initiateImSessionAccepted', { rid, confId });
}

export function encodeBrought({ rid, session, confId, voIP }: Brought): XmlElement[] {
  return [
    textElement('sid', session?.sid),
    textElement('uri', session?.uri),
    textElement('pollWaitTime', session?.pollWaitTimeMs),
    confId === undefined ? undefined : element('initiateImSessionAccepted', { rid, confId }),
    voIP && element(voIP.name, { rid, confid: voIP.confId }),
  ].filter((child) => child !== undefined);
}
