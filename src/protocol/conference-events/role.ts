// `role`: the local user's own role (protocol.md 4.8, 7.34).

export const roles = ['attendee', 'presenter'] as const;
export type RoleName = (typeof roles)[number];

export interface Role {
  readonly kind: 'role';
  readonly role: RoleName;
}
