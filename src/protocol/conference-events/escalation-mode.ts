// `escalationMode` (protocol.md 4.8, 5.5).
import { oneOf } from '../form';
import { content, record } from '../record';

export const escalationModes = ['invitingPeer', 'peer', 'escalating', 'escalated', 'none'] as const;
export type EscalationModeName = (typeof escalationModes)[number];

export const escalationModeCodec = record('escalationMode', { mode: content(oneOf(escalationModes)) });
