// `message`: a text with its format (protocol.md 3.5, 3.8, 7.2).
import type { ImFormat } from './im-format';

export interface ImMessage {
  readonly content: string;
  /** Absent: the reader's default look. */
  readonly format?: ImFormat;
  /** A MIME type found in place of a format string (7.2), e.g. `text/plain`. Never written by the client. */
  readonly contentType?: string;
}
