// Members of an access level (protocol.md 3.25, 5.4).
import { element, type XmlElement } from './xml';
import { attribute, oneOf, required } from './xml-reader';

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

export function decodeContainerMember(source: XmlElement): ContainerMember {
  const type = required(oneOf(attribute(source, 'type'), containerMemberTypes), 'type');
  const value = attribute(source, 'value');
  if (type === 'uri' || type === 'domain') return { type, value: required(value, 'value') };
  return { type, ...(value && { value }) };
}

export function encodeContainerMember(
  name: 'member' | 'addMember' | 'deleteMember',
  member: ContainerMember,
): XmlElement {
  return element(name, { type: member.type, value: member.value });
}
