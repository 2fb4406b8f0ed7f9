// `notifyComposing` (protocol.md 3.10).
import type { Codec } from '../codec';
import { element } from '../xml';
import { oneOf, required, trimmedText } from '../xml-reader';

export interface NotifyComposing {
  readonly kind: 'notifyComposing';
  readonly state: 'composing' | 'idle';
}

export const notifyComposingCodec: Codec<NotifyComposing> = {
  element: 'notifyComposing',
  decode(source) {
    return {
      kind: 'notifyComposing',
      state: required(oneOf(trimmedText(source), ['composing', 'idle']), 'composing or idle'),
    };
  },
  encode(value) {
    return element('notifyComposing', {}, value.state);
  },
};
