// `escalationMode` (protocol.md 4.8, 5.5).

export const escalationModes = ['invitingPeer', 'peer', 'escalating', 'escalated', 'none'] as const;
export type EscalationModeName = (typeof escalationModes)[number];

export interface EscalationMode {
  readonly kind: 'escalationMode';
  readonly mode: EscalationModeName;
}
