// `configuration`, read from `configurations` too (protocol.md 4.3, 7.13, 7.24).

export interface ConfigurationEvent {
  readonly kind: 'configuration';
  readonly eid: number;
  /** `defaultFields`: sum of 1 first name, 2 last name, 4 display name, 8 e-mail. */
  readonly search?: { readonly defaultFunction?: 'and' | 'or'; readonly defaultFields?: number };
  readonly enableAppearOffline?: boolean;
  /** Both in seconds; for what the client makes of them see 7.16. */
  readonly imComposingTimers?: { readonly refreshInterval?: number; readonly timeout?: number };
  readonly customAuthLogoffUrl?: string;
  /** Shown at the top of every conversation window. */
  readonly userNotice?: string;
}
