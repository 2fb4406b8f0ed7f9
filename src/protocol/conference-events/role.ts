// `role`: the local user's own role (protocol.md 4.8, 7.34).
import { oneOf } from '../form';
import { content, record } from '../record';

export const roles = ['attendee', 'presenter'] as const;
export type RoleName = (typeof roles)[number];

export const roleCodec = record('role', { role: content(oneOf(roles)) });
