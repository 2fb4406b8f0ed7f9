// What the local user publishes (protocol.md 3.26, 3.27, 5.7): user state and note; machine state comes from the polls' `UA`.
import type { CwaRequest } from '../../../protocol/requests';
import type { ChosenAvailability, MachineActivity } from '../../../shared/domain/person';
import { availabilityNumber } from '../people/availability-number';

/** 3.26: user state is published again on this timer. */
export const republishAfterMs = 5 * 60_000;

/** 5.7: 0x20000000, static user state. */
const userStateInstance = 0x20000000;
const personalNoteInstance = 0;

const machineStateInstance = 0x30000000;

/** How a machine looks at which nobody is active (5.2); away comes after idle (field notes). */
const machineAvailability: Readonly<Record<MachineActivity, number>> = { active: 3_500, idle: 5_000, away: 15_500 };

/** 5.7: before the server would say so by itself, such as when the screen is locked. */
export function machineRequest(rid: string, activity: MachineActivity): CwaRequest {
  const availability = machineAvailability[activity];
  return {
    kind: 'publishSelfPresence',
    rid,
    categories: [
      {
        name: 'state',
        instanceMask: machineStateInstance,
        payload: { kind: 'state', type: 'machineState', manual: false, availability, activities: [] },
      },
    ],
  };
}

/** Automatic: the user's own state is taken back, by an empty category (4.15), and what the machines show is left. */
export function availabilityRequest(rid: string, availability: ChosenAvailability): CwaRequest {
  if (availability === 'automatic') {
    return { kind: 'publishSelfPresence', rid, categories: [{ name: 'state', instanceMask: userStateInstance }] };
  }
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
