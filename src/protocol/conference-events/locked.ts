// `locked` (protocol.md 4.8).
import { boolean } from '../form';
import { content, record } from '../record';

export const lockedCodec = record('locked', { locked: content(boolean) });
