// `services`: capabilities of the user's endpoints; its inside is not documented (section 8), so it is kept as XML text.

export interface Services {
  readonly kind: 'services';
  readonly xml: string;
}
