// The members of the levels as the dialog shows them, and what somebody types to add one. Pure.
import {
  accessLevels,
  type AccessLevel,
  type AccessLevelMembers,
  type AccessMember,
} from '../../shared/domain/contact';
import { canBeWrittenTo, type PersonUri } from '../../shared/domain/person';

/** Kinds of people that are one member: who is in none by name stands where these stand. */
export const wholeKinds = ['sameEnterprise', 'federated', 'publicCloud', 'everyone'] as const;

export function memberKey({ type, value }: AccessMember): string {
  return `${type} ${value ?? ''}`;
}

/** Whether it is this very person, however the address is written. */
export function isPerson({ type, value }: AccessMember, uri: PersonUri | undefined): boolean {
  return type === 'uri' && uri !== undefined && value?.toLowerCase() === uri.toLowerCase();
}

/** Every level, also one without anybody; whole kinds first, then domains, then people by name. */
export function sectionsOf(
  levels: readonly AccessLevelMembers[],
  nameOf: (member: AccessMember) => string,
  locale?: string,
): readonly AccessLevelMembers[] {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  const place = ({ type }: AccessMember): number => (type === 'uri' ? 2 : type === 'domain' ? 1 : 0);
  return accessLevels.map((level) => ({
    level,
    members: [...(levels.find((each) => each.level === level)?.members ?? [])].sort(
      (one, other) => place(one) - place(other) || compare(nameOf(one), nameOf(other)),
    ),
  }));
}

/** Kinds that can still be put somewhere: each stands in one level at most. */
export function missingKinds(levels: readonly AccessLevelMembers[]): readonly (typeof wholeKinds)[number][] {
  return wholeKinds.filter((kind) => !levels.some(({ members }) => members.some(({ type }) => type === kind)));
}

/** `lee@example.com` is a person, `example.com` all of a domain. Undefined: neither. */
export function typedMember(text: string): AccessMember | undefined {
  const plain = text.trim().toLowerCase();
  const uri = plain.startsWith('sip:') ? plain : `sip:${plain}`;
  if (plain.includes('@')) return canBeWrittenTo(uri) ? { type: 'uri', value: uri } : undefined;
  return /^[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+$/u.test(plain)
    ? { type: 'domain', value: plain }
    : undefined;
}

/** The level that new colleagues, or whoever else, get by default. */
export function defaultFor(
  kind: (typeof wholeKinds)[number],
  levels: readonly AccessLevelMembers[],
): AccessLevel | undefined {
  return levels.find(({ members }) => members.some(({ type }) => type === kind))?.level;
}
