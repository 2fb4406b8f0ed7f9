// `containers`: each with its complete membership (protocol.md 4.13).
import type { Container } from '../container-member';

export interface ContainersEvent {
  readonly kind: 'containers';
  readonly eid: number;
  readonly containers: readonly Container[];
}
