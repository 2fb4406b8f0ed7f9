// `contact` and `group` as they stand in requests and in `contactGroup` (protocol.md 4.11).
import { allowedNames } from './allowed-names';
import type { ValueOf } from './codec';
import { boolean, integer, text, type Form } from './form';
import { ProtocolError } from './protocol-error';
import { attribute, part } from './record';
import { heardAddress, requestUri } from './uris';

export type ContactRecord = ValueOf<typeof contactRecord>;
export type GroupRecord = ValueOf<typeof heardGroupRecord>;

/** As a request has to have it: one that is no group refuses all of it. */
const groupIds: Form<readonly number[]> = {
  read: (written) => {
    const parts = partsOf(written, /\s+/u);
    if (!parts.every(isGroupId)) throw new ProtocolError('missing-value', 'groups');
    return parts.map(Number);
  },
  write: (ids) => ids.join(' '),
};

/** As an event tells it (our choice): the numbers count, each once. */
const heardGroupIds: Form<readonly number[]> = {
  ...groupIds,
  read: (written) => [
    ...new Set(
      partsOf(written, /[\s,;]+/u)
        .filter(isGroupId)
        .map(Number),
    ),
  ],
};

function partsOf(written: string, between: RegExp): string[] {
  return written.split(between).filter((part) => part !== '');
}

function isGroupId(part: string): boolean {
  return /^\d{1,15}$/u.test(part);
}

const flags = {
  subscribed: attribute(boolean).or(false),
  /** "Alert me" flag. */
  tag: attribute(boolean).or(false),
};

/** 4.11: the pages list `action` as well, which only events have. */
const names = allowedNames(['action']);

export const contactRecord = part(
  'contact',
  {
    uri: attribute(requestUri),
    /** Empty where an event gives none. */
    name: attribute(text),
    ...flags,
    /** Group ids. Absent: the attribute was left out (3.22: on update that resets it). */
    groups: attribute(groupIds).optional,
  },
  { names },
);

/**
 * As an event tells it. Whoever is in the list stays in it, whatever else is odd about them: only without any `uri` is there nobody
 * to show. Choices that no page settles: a name that is missing is empty.
 */
export const heardContactRecord = part('contact', {
  uri: attribute(heardAddress),
  name: attribute(text).or(''),
  ...flags,
  groups: attribute(heardGroupIds).optional,
});

export const heardGroupRecord = part(
  'group',
  {
    id: attribute(integer),
    /** `~` is the default group, which is never renamed or deleted. Empty where an event gives none. */
    name: attribute(text).or(''),
    /** Empty for personal groups. */
    externalUri: attribute(text).or(''),
  },
  { names },
);
