// `updateGroup` (protocol.md 3.19).

export interface UpdateGroupRequest {
  readonly kind: 'updateGroup';
  readonly rid: string;
  readonly id: number;
  readonly name: string;
}
