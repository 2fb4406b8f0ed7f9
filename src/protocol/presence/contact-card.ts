// `contactCard` (protocol.md 5.6, 5.7).

export const phoneTypes = ['work', 'home', 'mobile', 'other', 'custom1'] as const;

export interface Phone {
  readonly type: (typeof phoneTypes)[number];
  /** `tel:` URI. */
  readonly uri?: string;
  readonly displayString?: string;
}

export interface ContactCard {
  readonly kind: 'contactCard';
  readonly displayName?: string;
  readonly email?: string;
  readonly phones: readonly Phone[];
  readonly company?: string;
  readonly title?: string;
  readonly office?: string;
}
