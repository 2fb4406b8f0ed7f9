// `lock`: `true` locks (protocol.md 3.14, 7.11).
import { boolean } from '../form';
import { content, record } from '../record';

export const lockCodec = record('lock', { locked: content(boolean) });
