// What the local user publishes (protocol.md 3.26, 3.27, 5.7): user state and note; machine state comes from the polls' `UA`.
import type { CwaRequest } from '../../../protocol/requests';
import type { SettableAvailability } from '../../../shared/domain/person';
import { availabilityNumber } from '../people/availability-number';

/** 3.26: user state is published again on this timer. */
export const republishAfterMs = 5 * 60_000;

/** 5.7: 0x20000000, static user state. */
const userStateInstance = 0x20000000;
const personalNoteInstance = 0;

export function availabilityRequest(rid: string, availability: SettableAvailability): CwaRequest {
  return {
    kind: 'publishSelfPresence',
    rid,
    categories: [
      {
        name: 'state',
        instanceMask: userStateInstance,
        payload: {
          kind: 'state',
          type: 'userState',
          manual: true,
          availability: availabilityNumber(availability),
          activities: [],
        },
      },
    ],
  };
}

/** An empty text takes the note away. */
export function noteRequest(rid: string, text: string): CwaRequest {
  return {
    kind: 'publishSelfPresence',
    rid,
    categories: [
      {
        name: 'note',
        instanceMask: personalNoteInstance,
        payload: { kind: 'note', bodies: [{ type: 'personal', text }] },
      },
    ],
  };
}

export function rawCategoryRequest(
  rid: string,
  { name, namespace, xml }: { readonly name: string; readonly namespace: string; readonly xml: string },
): CwaRequest {
  return {
    kind: 'publishRawCategories',
    rid,
    // Instance 0 of the level that everybody is in, for as long as this endpoint lives (our choice: no page tells a default).
    categories: [
      { name, nameSpace: namespace, instanceMask: 0, version: 0, container: '0', expireType: 'endpoint', xml },
    ],
  };
}
