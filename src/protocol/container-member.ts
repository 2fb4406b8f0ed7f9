// Members of an access level (protocol.md 3.25, 5.4).

export const containerMemberTypes = [
  'uri',
  'domain',
  'sameEnterprise',
  'federated',
  'publicCloud',
  'everyone',
] as const;
export type ContainerMemberType = (typeof containerMemberTypes)[number];

export interface ContainerMember {
  readonly type: ContainerMemberType;
  /** SIP URI for `uri`, FQDN for `domain`; absent otherwise. */
  readonly value?: string;
}

export interface Container {
  /** 1–32767; 100 public, 200 company, 300 team, 400 personal, 32000 blocked (5.3). */
  readonly id: number;
  readonly members: readonly ContainerMember[];
}
