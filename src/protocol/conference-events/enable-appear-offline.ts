// `enableAppearOffline` met inside `conference`: used as configuration (protocol.md 7.13).
import { boolean } from '../form';
import { content, record } from '../record';

export const enableAppearOfflineCodec = record('enableAppearOffline', { enabled: content(boolean) });
