// How somebody stands in a people file: what the embedded world knows of each person before anybody signs in.

/** One person of a people file (as in `{"people":[…]}`). */
export interface PersonRecord {
  readonly uri: string;
  /** `DOMAIN\name`; `name@domain` signs in too. */
  readonly user: string;
  readonly password?: string;
  /** `scrypt$N$r$p$salt$hash`, salt and hash in Base64, instead of `password`. */
  readonly passwordHash?: string;
  readonly name: string;
  readonly title?: string;
  readonly company?: string;
  readonly office?: string;
  readonly email?: string;
  /** What this person is to people of other SIP domains (protocol.md 5.4). Default `federated`. */
  readonly network?: 'federated' | 'publicCloud';
  readonly phones?: readonly { readonly type: 'work' | 'home' | 'mobile' | 'other'; readonly number: string }[];
  /** Group name → URIs. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** People in no group. */
  readonly contacts?: readonly string[];
}
