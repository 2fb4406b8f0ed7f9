// `role`: the local user's own role (protocol.md 4.8, 7.34).
import type { Codec } from '../codec';
import { element } from '../xml';
import { oneOf, required, trimmedText } from '../xml-reader';

export const roles = ['attendee', 'presenter'] as const;
export type RoleName = (typeof roles)[number];

export interface Role {
  readonly kind: 'role';
  readonly role: RoleName;
}

export const roleCodec: Codec<Role> = {
  element: 'role',
  decode(source) {
    return { kind: 'role', role: required(oneOf(trimmedText(source), roles), 'role') };
  },
  encode(value) {
    return element('role', {}, value.role);
  },
};
