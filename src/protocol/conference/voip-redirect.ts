// `voIPRedirect` (protocol.md 3.15).
import { text } from '../form';
import { child, record } from '../record';

export const voIPRedirectCodec = record('voIPRedirect', { uri: child(text) });
