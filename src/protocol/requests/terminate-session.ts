// `terminateSession` (protocol.md 3.3).
import { request } from '../request';

export const terminateSessionCodec = request('terminateSession', {});
