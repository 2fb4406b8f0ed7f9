// `state` (protocol.md 5.2). Read wherever the fields stand; of the `delimiter` between them no page gives the exact name, so none
// is written.
import { allowedNames } from '../allowed-names';
import type { ValueOf } from '../codec';
import { boolean, integer, text } from '../form';
import { all, attribute, child, content, part, PlacedField, record } from '../record';
import { optionalWord, prefixedAttribute } from '../xml-reader';

export const stateTypes = [
  'userState',
  'machineState',
  'phoneState',
  'calendarState',
  'aggregateState',
  'aggregateMachineState',
] as const;

const custom = part('custom', { lcid: attribute(integer, 'LCID').optional, text: content(text) });

export type Activity = ValueOf<typeof activity>;

const activity = part('activity', {
  /** e.g. `on-the-phone`, `in-a-meeting`, `Offline`; unknown tokens are allowed. */
  token: attribute(text).optional,
  minAvailability: attribute(integer).optional,
  maxAvailability: attribute(integer).optional,
  /** Free text by LCID. */
  custom: all(custom),
});

/** `xsi:type`, whatever its prefix. */
const type = new PlacedField<(typeof stateTypes)[number]>({
  find: (source) => optionalWord(prefixedAttribute(source, 'type'), stateTypes),
  put: (value, _key, draft) => {
    Object.assign(draft.attributes, {
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:type': value,
    });
  },
  names: () => allowedNames('any'),
});

export type State = ValueOf<typeof stateCodec>;

export const stateCodec = record(
  'state',
  {
    type: type.optional,
    manual: attribute(boolean).optional,
    /** ISO 8601. */
    lastActive: attribute(text).optional,
    startTime: attribute(text).optional,
    uri: attribute(text).optional,
    /** Only of a machine. */
    endpointId: attribute(text).optional,
    /** See `availability.ts`; absent: none given. */
    availability: child(integer).optional,
    activities: all(activity),
    endpointLocation: child(text).optional,
    /** Only of a calendar. */
    meetingSubject: child(text).optional,
    meetingLocation: child(text).optional,
    timeZoneBias: child(text).optional,
    timeZoneName: child(text).optional,
    timeZoneAbbreviation: child(text).optional,
    device: child(text).optional,
  },
  { attributes: { xmlns: 'http://schemas.microsoft.com/2006/09/sip/state' } },
);
