// What asks for the presence of people: `queryPresence` (protocol.md 3.28), `subscribePresence` (3.29), `unSubscribePresence` (3.30).
import { request } from '../request';
import { uriList } from '../uris';

export const queryPresenceCodec = request('queryPresence', { uris: uriList });
export const subscribePresenceCodec = request('subscribePresence', { uris: uriList });
export const unSubscribePresenceCodec = request('unSubscribePresence', { uris: uriList });
