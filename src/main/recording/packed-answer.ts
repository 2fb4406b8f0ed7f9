// What is heard, on its way to the thread that masks it: of an answer go the bytes, handed over and not copied, and the thread reads them
// once more as the transport did. A text of many megabytes would take longer to copy than anybody may wait.
import { bodyText } from '../uc/http/body-text';
import { headersOf } from '../uc/http/http-headers';
import type { Heard } from '../../recording/tap';

export interface Packed {
  readonly heard: Heard;
  /** Not to be used here any more. */
  readonly handedOver: readonly ArrayBuffer[];
}

export function packed(heard: Heard): Packed {
  if (!('answered' in heard) || !heard.answered.bytes) return { heard, handedOver: [] };
  const bytes = ownBytes(heard.answered.bytes);
  return { heard: { ...heard, answered: { ...heard.answered, text: '', bytes } }, handedOver: [bytes.buffer] };
}

export function unpacked(heard: Heard): Heard {
  if (!('answered' in heard) || !heard.answered.bytes) return heard;
  const { bytes, rawHeaders } = heard.answered;
  return { ...heard, answered: { ...heard.answered, text: bodyText(bytes, headersOf(rawHeaders)['content-type']) } };
}

/** Short ones lie in memory that others share. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength;
  return isWhole ? new Uint8Array(buffer) : Uint8Array.from(bytes);
}
