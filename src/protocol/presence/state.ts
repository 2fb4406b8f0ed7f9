// `state` (protocol.md 5.2).

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
