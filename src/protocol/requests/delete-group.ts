// `deleteGroup` (protocol.md 3.20).

export interface DeleteGroupRequest {
  readonly kind: 'deleteGroup';
  readonly rid: string;
  readonly id: number;
}
