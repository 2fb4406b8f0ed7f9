// `updateContainer` (protocol.md 3.25).
import type { ContainerMember } from '../container-member';

export interface UpdateContainerRequest {
  readonly kind: 'updateContainer';
  readonly rid: string;
  readonly id: number;
  readonly addMembers: readonly ContainerMember[];
  readonly deleteMembers: readonly ContainerMember[];
}
