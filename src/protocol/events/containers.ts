// `containers`: each with its complete membership (protocol.md 4.13).
import type { ValueOf } from '../codec';
import { containerRecord } from '../container-member';
import { event } from '../event';
import { eachWithLists, withSkipped } from '../record';

export type ContainersEvent = ValueOf<typeof containersCodec>;

export const containersCodec = withSkipped(
  event('containers', { containers: eachWithLists(withSkipped(containerRecord)) }),
);
