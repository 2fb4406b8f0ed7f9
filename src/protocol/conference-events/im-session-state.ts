// `imSessionState` (protocol.md 4.8, 5.5).

export const imSessionStates = ['incoming', 'connecting', 'connected', 'terminated'] as const;
export type ImSessionStateName = (typeof imSessionStates)[number];

export interface ImSessionState {
  readonly kind: 'imSessionState';
  readonly state: ImSessionStateName;
}
