// `addGroup` (protocol.md 3.18).

export interface AddGroupRequest {
  readonly kind: 'addGroup';
  readonly rid: string;
  readonly name: string;
  /** Only for a distribution group. */
  readonly externalUri?: string;
}
