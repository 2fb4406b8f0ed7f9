// What the embedded world is started with: its people, and what they can wait for.
import type { PersonRecord } from './directory/person-record';

export interface MemoryOptions {
  readonly people: readonly PersonRecord[];
  /**
   * An invitation to somebody with several endpoints is accepted by the most active one after this long (protocol.md 3.6).
   * Default 7000; `off`: it rings until somebody answers.
   */
  readonly autoAcceptMs?: number | 'off';
}
