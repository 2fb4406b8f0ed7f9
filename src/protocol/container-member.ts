// Members of an access level (protocol.md 3.25, 5.4).
import { allowedNames } from './allowed-names';
import type { ValueOf } from './codec';
import { integer } from './form';
import { attribute, each, part, type RecordCodec } from './record';
import { element } from './xml';
import { attributeText, optionalWord, required } from './xml-reader';

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

export function memberRecord(name: 'member' | 'addMember' | 'deleteMember'): RecordCodec<ContainerMember> {
  return {
    element: name,
    names: allowedNames(['type', 'value']),
    decode(source) {
      const type = required(optionalWord(attributeText(source, 'type'), containerMemberTypes), 'type');
      const value = attributeText(source, 'value');
      if (type === 'uri' || type === 'domain') return { type, value: required(value, 'value') };
      return { type, ...(value && { value }) };
    },
    encode: ({ type, value }) => element(name, { type, value }),
  };
}

export type Container = ValueOf<typeof containerRecord>;

export const containerRecord = part('container', {
  /** 1–32767; 100 public, 200 company, 300 team, 400 personal, 32000 blocked (5.3). */
  id: attribute(integer),
  // A member that cannot be read costs itself alone: changes name members one by one (3.25), so it is not lost by that.
  members: each(memberRecord('member')),
});
