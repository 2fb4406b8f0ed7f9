// Presence between the numbers of the API (protocol.md 5.1) and `show` of XMPP (RFC 6121, 4.7.2), which knows fewer: busy and do not
// disturb are both `dnd`, be right back and inactive both `away`. What it was exactly goes along for other gateways.
import { availabilityRange, publishedAvailability } from '../../../protocol/availability';
import type { Activity } from '../../../protocol/presence/state';
import { cut } from '../digest';
import { spaces } from '../spaces';
import { child, children, text, xml, type XmlElement } from '../stream/element';

export interface Shown {
  readonly availability: number;
  /** Empty: none. */
  readonly note: string;
  readonly activities: readonly Activity[];
  /** ISO 8601: nobody has been at it since (XEP-0319). */
  readonly idleSince?: string;
  /** What another endpoint of the same account goes by. Absent: a foreign program. */
  readonly endpoint?: EndpointState;
}

export interface EndpointState {
  /** What the person has said, and when in epoch milliseconds: of several endpoints the last word counts. */
  readonly said: number;
  readonly saidAt: number;
  readonly machine: number;
}

const shows: Readonly<Partial<Record<ReturnType<typeof availabilityRange>, string>>> = {
  'online-inactive': 'away',
  busy: 'dnd',
  'busy-inactive': 'dnd',
  'do-not-disturb': 'dnd',
  'be-right-back': 'away',
  away: 'xa',
};

const ofShow: ReadonlyMap<string, number> = new Map([
  ['away', publishedAvailability.away],
  ['xa', publishedAvailability.away],
  ['dnd', publishedAvailability['do-not-disturb']],
]);

/** Also for an offline that is not told by `type`: nobody polls, but the stream is to go on. Then it gets no messages of others. */
export function availablePresence(shown: Shown, ...more: readonly XmlElement[]): XmlElement {
  const { availability, note, activities, idleSince, endpoint } = shown;
  const isOffline = availabilityRange(availability) === 'offline';
  const show = isOffline ? 'xa' : shows[availabilityRange(availability)];
  return xml(
    'presence',
    {},
    show && xml('show', {}, show),
    note && xml('status', {}, note),
    isOffline ? xml('priority', {}, '-1') : undefined,
    idleSince && xml('idle', { xmlns: spaces.idle, since: idleSince }),
    xml(
      'state',
      {
        xmlns: spaces.state,
        availability: String(availability),
        said: numberText(endpoint?.said),
        at: numberText(endpoint?.saidAt),
        machine: numberText(endpoint?.machine),
      },
      activities.map(({ token, minAvailability, maxAvailability, custom }) =>
        xml(
          'activity',
          { token, min: numberText(minAvailability), max: numberText(maxAvailability) },
          custom.map(({ lcid, text: words }) => xml('custom', { lcid: numberText(lcid) }, words)),
        ),
      ),
    ),
    ...more,
  );
}

const numberText = (value: number | undefined): string | undefined => (value === undefined ? undefined : String(value));

/** Of somebody who is there; an `unavailable` is for the caller. */
export function readShown(presence: XmlElement): Shown {
  const state = child(presence, 'state', spaces.state);
  const exact = numberOf(state?.attrs['availability'], maxAvailability);
  const idleSince = child(presence, 'idle', spaces.idle)?.attrs['since'];
  const endpoint = state && endpointOf(state);
  return {
    availability: exact ?? ofShow.get((text(child(presence, 'show')) ?? '').trim()) ?? publishedAvailability.online,
    note: cut(text(child(presence, 'status')) ?? '', maxNoteChars),
    activities: state ? activitiesOf(state) : [],
    ...(idleSince !== undefined && isDate(idleSince) && { idleSince }),
    ...(endpoint && { endpoint }),
  };
}

const maxAvailability = 32_767;
const maxNoteChars = 4_096;
const maxActivities = 8;
const maxActivityChars = 256;
const maxTokenChars = 64;

function endpointOf(state: XmlElement): EndpointState | undefined {
  const said = numberOf(state.attrs['said'], maxAvailability);
  const saidAt = numberOf(state.attrs['at'], Number.MAX_SAFE_INTEGER);
  const machine = numberOf(state.attrs['machine'], maxAvailability);
  return said === undefined || saidAt === undefined || machine === undefined ? undefined : { said, saidAt, machine };
}

function activitiesOf(state: XmlElement): readonly Activity[] {
  return children(state, 'activity')
    .slice(0, maxActivities)
    .map((activity) => {
      const { token } = activity.attrs;
      const least = numberOf(activity.attrs['min'], maxAvailability);
      const most = numberOf(activity.attrs['max'], maxAvailability);
      return {
        ...(token !== undefined && { token: cut(token, maxTokenChars) }),
        ...(least !== undefined && { minAvailability: least }),
        ...(most !== undefined && { maxAvailability: most }),
        custom: children(activity, 'custom')
          .slice(0, maxActivities)
          .map((custom) => {
            const lcid = numberOf(custom.attrs['lcid'], 0xffff);
            return { ...(lcid !== undefined && { lcid }), text: cut(text(custom), maxActivityChars) };
          }),
      };
    });
}

function numberOf(written: string | undefined, most: number): number | undefined {
  if (written === undefined || !/^\d{1,16}$/u.test(written)) return undefined;
  const value = Number(written);
  return value <= most ? value : undefined;
}

const isDate = (written: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]{5,18}(?:Z|[+-]\d\d:\d\d)$/u.test(written);
