// `escalationMode` (protocol.md 4.8, 5.5).
import type { Codec } from '../codec';
import { element } from '../xml';
import { oneOf, required, trimmedText } from '../xml-reader';

export const escalationModes = ['invitingPeer', 'peer', 'escalating', 'escalated', 'none'] as const;
export type EscalationModeName = (typeof escalationModes)[number];

export interface EscalationMode {
  readonly kind: 'escalationMode';
  readonly mode: EscalationModeName;
}

export const escalationModeCodec: Codec<EscalationMode> = {
  element: 'escalationMode',
  decode(source) {
    return { kind: 'escalationMode', mode: required(oneOf(trimmedText(source), escalationModes), 'escalationMode') };
  },
  encode(value) {
    return element('escalationMode', {}, value.mode);
  },
};
