// `notifyComposing` (protocol.md 3.10).
import { oneOf } from '../form';
import { content, record } from '../record';

export const notifyComposingCodec = record('notifyComposing', { state: content(oneOf(['composing', 'idle'])) });
