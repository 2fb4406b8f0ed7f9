// `sendInfo` (protocol.md 3.9).
import type { Codec } from '../codec';
import { element, textElement } from '../xml';
import { childNamed, childText, rawText, required } from '../xml-reader';

export interface SendInfo {
  readonly kind: 'sendInfo';
  /** `text/plain` or `text/XML`. */
  readonly contentType: string;
  readonly content: string;
}

export const sendInfoCodec: Codec<SendInfo> = {
  element: 'sendInfo',
  decode(source) {
    return {
      kind: 'sendInfo',
      contentType: required(childText(source, 'contentType'), 'contentType'),
      content: rawText(required(childNamed(source, 'content'), 'content')),
    };
  },
  encode(value) {
    return element(
      'sendInfo',
      {},
      textElement('contentType', value.contentType),
      textElement('content', value.content),
    );
  },
};
