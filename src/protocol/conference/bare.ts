// What says all with its name: `acceptImSession` (protocol.md 3.6), `terminateImSession` (3.7), `voIPReplyWithIM` (3.17).
import { record } from '../record';

export const acceptImSessionCodec = record('acceptImSession', {});
export const terminateImSessionCodec = record('terminateImSession', {});
export const voIPReplyWithIMCodec = record('voIPReplyWithIM', {});
