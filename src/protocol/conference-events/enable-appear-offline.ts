// `enableAppearOffline` met inside `conference`: used as configuration (protocol.md 7.13).

export interface EnableAppearOffline {
  readonly kind: 'enableAppearOffline';
  readonly enabled: boolean;
}
