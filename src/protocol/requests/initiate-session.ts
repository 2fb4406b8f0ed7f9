// `initiateSession` (protocol.md 3.2).

export interface SessionOptions {
  readonly autoPublishMachineState: boolean;
  readonly autoSubscribePresenceForContacts: boolean;
}

export interface InitiateSessionRequest {
  readonly kind: 'initiateSession';
  readonly rid: string;
  /** LCID. */
  readonly localeId?: number;
  readonly securityMode?: 'public' | 'private';
  /** First user state (5.1). */
  readonly userStateAvailability?: number;
  readonly options?: SessionOptions;
  /** Category names; the syntax of an entry is not documented (section 8): ours writes one `category name` each. */
  readonly categoryEventFilter?: readonly string[];
  /** Opaque, as received at sign-in. */
  readonly signInData?: string;
}
