// `state` (protocol.md 5.2). Read wherever the fields stand; of the `delimiter` between them no page gives the exact name, so none
// is written.
import { element, textElement, type XmlElement } from '../xml';
import {
  attribute,
  childText,
  childrenNamed,
  given,
  oneOf,
  optionalBoolean,
  optionalInteger,
  prefixedAttribute,
  trimmedText,
} from '../xml-reader';

export const stateTypes = [
  'userState',
  'machineState',
  'phoneState',
  'calendarState',
  'aggregateState',
  'aggregateMachineState',
] as const;

export interface Activity {
  /** e.g. `on-the-phone`, `in-a-meeting`, `Offline`; unknown tokens are allowed. */
  readonly token?: string;
  readonly minAvailability?: number;
  readonly maxAvailability?: number;
  /** Free text by LCID. */
  readonly custom: readonly { readonly lcid?: number; readonly text: string }[];
}

export interface State {
  readonly kind: 'state';
  readonly type?: (typeof stateTypes)[number];
  readonly manual?: boolean;
  /** ISO 8601. */
  readonly lastActive?: string;
  readonly startTime?: string;
  readonly uri?: string;
  /** Only of a machine. */
  readonly endpointId?: string;
  /** See `availability.ts`; absent: none given. */
  readonly availability?: number;
  readonly activities: readonly Activity[];
  readonly endpointLocation?: string;
  /** Only of a calendar. */
  readonly meetingSubject?: string;
  readonly meetingLocation?: string;
  readonly timeZoneBias?: string;
  readonly timeZoneName?: string;
  readonly timeZoneAbbreviation?: string;
  readonly device?: string;
}

const stateNamespace = 'http://schemas.microsoft.com/2006/09/sip/state';
const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance';

/** In the order in which they are written. */
const texts = [
  'endpointLocation',
  'meetingSubject',
  'meetingLocation',
  'timeZoneBias',
  'timeZoneName',
  'timeZoneAbbreviation',
  'device',
] as const;

export function decodeState(source: XmlElement): State {
  return {
    kind: 'state',
    ...given({
      type: oneOf(prefixedAttribute(source, 'type'), stateTypes),
      manual: optionalBoolean(attribute(source, 'manual')),
      lastActive: attribute(source, 'lastActive'),
      startTime: attribute(source, 'startTime'),
      uri: attribute(source, 'uri'),
      endpointId: attribute(source, 'endpointId'),
      availability: optionalInteger(childText(source, 'availability')),
    }),
    activities: childrenNamed(source, 'activity').map(decodeActivity),
    ...given(Object.fromEntries(texts.map((name) => [name, childText(source, name)]))),
  };
}

function decodeActivity(source: XmlElement): Activity {
  return {
    ...given({
      token: attribute(source, 'token'),
      minAvailability: optionalInteger(attribute(source, 'minAvailability')),
      maxAvailability: optionalInteger(attribute(source, 'maxAvailability')),
    }),
    custom: childrenNamed(source, 'custom').map((custom) => ({
      ...given({ lcid: optionalInteger(attribute(custom, 'LCID')) }),
      text: trimmedText(custom),
    })),
  };
}

export function encodeState(state: State): XmlElement {
  const { type, manual, lastActive, startTime, uri, endpointId } = state;
  return element(
    'state',
    {
      xmlns: stateNamespace,
      ...(type && { 'xmlns:xsi': instanceNamespace, 'xsi:type': type }),
      manual,
      lastActive,
      startTime,
      uri,
      endpointId,
    },
    textElement('availability', state.availability),
    state.activities.map(({ token, minAvailability, maxAvailability, custom }) =>
      element(
        'activity',
        { token, minAvailability, maxAvailability },
        custom.map(({ lcid, text }) => element('custom', { LCID: lcid }, text)),
      ),
    ),
    texts.map((name) => textElement(name, state[name])).filter((child) => child !== undefined),
  );
}
