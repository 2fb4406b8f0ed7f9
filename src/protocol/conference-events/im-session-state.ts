// `imSessionState` (protocol.md 4.8, 5.5).
import { oneOf } from '../form';
import { content, record } from '../record';

export const imSessionStates = ['incoming', 'connecting', 'connected', 'terminated'] as const;
export type ImSessionStateName = (typeof imSessionStates)[number];

export const imSessionStateCodec = record('imSessionState', { state: content(oneOf(imSessionStates)) });
