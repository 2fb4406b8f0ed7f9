// The list by something else than groups: by availability, by access level, those of whom one is told. Pure.
import { accessLevelsByUri } from '../../shared/domain/access-level';
import type { AccessLevelMembers } from '../../shared/domain/contact';
import { accessLevels } from '../../shared/domain/contact';
import type { Availability } from '../../shared/domain/person';
import type { ContactEntry } from './contact-entries';
import {
  availabilityParts,
  partRows,
  type AvailabilityPart,
  type LevelPart,
  type ListRow,
  type Look,
  type Part,
  type SectionId,
} from './contact-rows';

const partOfAvailability: Readonly<Record<Availability, AvailabilityPart>> = {
  available: 'available',
  inactive: 'available',
  busy: 'busy',
  'busy-inactive': 'busy',
  'do-not-disturb': 'do-not-disturb',
  'be-right-back': 'away',
  away: 'away',
  offline: 'offline',
  unknown: 'unknown',
};

type Folded = (key: SectionId) => boolean;

/** Only what somebody is in. */
export function availabilityRows(
  entries: readonly ContactEntry[],
  isFolded: Folded,
  look: Look,
  before: number,
): readonly ListRow[] {
  const members = new Map(availabilityParts.map((part) => [part, [] as ContactEntry[]]));
  for (const entry of entries) members.get(partOfAvailability[entry.presence.availability])!.push(entry);
  const parts = availabilityParts.flatMap((availability): readonly Part[] => {
    const inPart = members.get(availability)!;
    if (inPart.length === 0 || (availability === 'offline' && look.hidesOffline)) return [];
    return [{ key: `availability-${availability}`, availability, members: inPart, emptyHint: 'all-offline' }];
  });
  return partRows(parts, isFolded, look, before);
}

/** Every level, also where nobody is on it: it can be given to somebody. */
export function accessRows(
  entries: readonly ContactEntry[],
  levels: readonly AccessLevelMembers[],
  isFolded: Folded,
  look: Look,
  before: number,
): readonly ListRow[] {
  const levelOf = accessLevelsByUri(levels);
  const members = new Map<LevelPart, ContactEntry[]>();
  for (const level of [...accessLevels, 'none'] as const) members.set(level, []);
  for (const entry of entries) members.get(levelOf(entry.uri) ?? 'none')!.push(entry);
  const parts = [...members].map(([level, inLevel]): Part => ({
    key: `access-${level}`,
    level,
    members: inLevel,
  }));
  return partRows(parts, isFolded, look, before);
}

export function taggedRows(
  entries: readonly ContactEntry[],
  isFolded: Folded,
  look: Look,
  before: number,
): readonly ListRow[] {
  const members = entries.filter(({ contact }) => contact.tag);
  return partRows([{ key: 'tagged', members, emptyHint: 'nobody-tagged' }], isFolded, look, before);
}
