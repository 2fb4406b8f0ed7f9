// What a server is started with: the front's options, the embedded world's, and those that are about both.
import type { Log } from './base/log';
import type { FrontOptions, HttpOptions } from './front/front-options';
import type { MemoryOptions } from './memory/memory-options';
import type { Backend } from './xmpp/backend';

export interface ServerOptions extends HttpOptions, FrontOptions, MemoryOptions {
  /** In place of the embedded world: the people of an XMPP service. Then nobody of `people` is there, and no demo. */
  readonly backend?: Backend;
  /** Adds people who answer by themselves. Default false. */
  readonly demo?: boolean;
  /** Stretches or shortens every pause that they make; 0.01 is a hundred times as fast as people are. Default 1. */
  readonly demoPace?: number;
  /** As in `--fault`, e.g. `drop-response:0.1`. */
  readonly faults?: readonly string[];
  readonly seed?: number;
  /** What the server tells of itself; never holds content or secrets. */
  readonly log?: Log;
}
