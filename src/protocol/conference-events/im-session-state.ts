// `imSessionState` (protocol.md 4.8, 5.5).
import type { Codec } from '../codec';
import { element } from '../xml';
import { oneOf, required, trimmedText } from '../xml-reader';

export const imSessionStates = ['incoming', 'connecting', 'connected', 'terminated'] as const;
export type ImSessionStateName = (typeof imSessionStates)[number];

export interface ImSessionState {
  readonly kind: 'imSessionState';
  readonly state: ImSessionStateName;
}

export const imSessionStateCodec: Codec<ImSessionState> = {
  element: 'imSessionState',
  decode(source) {
    return {
      kind: 'imSessionState',
      state: required(oneOf(trimmedText(source), imSessionStates), 'imSessionState'),
    };
  },
  encode(value) {
    return element('imSessionState', {}, value.state);
  },
};
