// `state` (protocol.md 5.2).
import { element, textElement, type XmlElement } from '../xml';
import { attribute, childText, childrenNamed, oneOf, optionalBoolean, optionalInteger, rawText } from '../xml-reader';

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
  /** See `availability.ts`; absent: none given. */
  readonly availability?: number;
  readonly activities: readonly Activity[];
  readonly device?: string;
  readonly endpointLocation?: string;
}

export const stateNamespace = 'http://schemas.microsoft.com/2006/09/sip/state';
const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance';

export function decodeState(source: XmlElement): State {
  const type = oneOf(attribute(source, 'type'), stateTypes);
  const manual = optionalBoolean(attribute(source, 'manual'));
  const lastActive = attribute(source, 'lastActive');
  const startTime = attribute(source, 'startTime');
  const availability = optionalInteger(childText(source, 'availability'));
  const device = childText(source, 'device');
  const endpointLocation = childText(source, 'endpointLocation');
  return {
    kind: 'state',
    ...(type && { type }),
    ...(manual !== undefined && { manual }),
    ...(lastActive !== undefined && { lastActive }),
    ...(startTime !== undefined && { startTime }),
    ...(availability !== undefined && { availability }),
    activities: childrenNamed(source, 'activity').map(decodeActivity),
    ...(device !== undefined && { device }),
    ...(endpointLocation !== undefined && { endpointLocation }),
  };
}

function decodeActivity(source: XmlElement): Activity {
  const token = attribute(source, 'token');
  const minAvailability = optionalInteger(attribute(source, 'minAvailability'));
  const maxAvailability = optionalInteger(attribute(source, 'maxAvailability'));
  return {
    ...(token !== undefined && { token }),
    ...(minAvailability !== undefined && { minAvailability }),
    ...(maxAvailability !== undefined && { maxAvailability }),
    custom: childrenNamed(source, 'custom').map((custom) => {
      const lcid = optionalInteger(attribute(custom, 'LCID'));
      return { ...(lcid !== undefined && { lcid }), text: rawText(custom).trim() };
    }),
  };
}

export function encodeState(state: State): XmlElement {
  const { type, manual, lastActive, startTime } = state;
  return element(
    'state',
    { xmlns: stateNamespace, 'xmlns:xsi': instanceNamespace, 'xsi:type': type, manual, lastActive, startTime },
    textElement('availability', state.availability),
    state.activities.map((activity) =>
      element(
        'activity',
        { token: activity.token, minAvailability: activity.minAvailability, maxAvailability: activity.maxAvailability },
        activity.custom.map(({ lcid, text }) => element('custom', { LCID: lcid }, text)),
      ),
    ),
    textElement('endpointLocation', state.endpointLocation),
    textElement('device', state.device),
  );
}
