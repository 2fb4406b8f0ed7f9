// People as a user sees them: a name, a card and a presence. Plain data that survives a structured clone.
import type { Calendar } from './calendar';

/**
 * SIP URI in lower case with `sip:`; the key of a person everywhere on the domain side. A caller or somebody in the contact list may
 * be known by something else, such as `tel:`.
 */
export type PersonUri = string;

/** Somebody who has said something, or asks us, and whom nothing names. */
export const unknownPerson: PersonUri = '';

const messageAddress = /^sip:[^\s@:]+@[^\s@]+$/u;
/** What nobody sees, and what stands in the place of something that could not be read: two addresses with it may look the same. */
const unreadable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\ufffd]/u;

export function isReadableAddress(address: string): boolean {
  return !unreadable.test(address);
}

/** Whether messages can go there and presence can come from there. */
export function canBeWrittenTo(uri: PersonUri): boolean {
  return messageAddress.test(uri) && isReadableAddress(uri);
}

export const availabilities = [
  'available',
  'inactive',
  'busy',
  'busy-inactive',
  'do-not-disturb',
  'be-right-back',
  'away',
  'offline',
  'unknown',
] as const;
export type Availability = (typeof availabilities)[number];

/** What people can set for themselves; `offline` is "Appear offline". */
export const settableAvailabilities = [
  'available',
  'busy',
  'do-not-disturb',
  'be-right-back',
  'away',
  'offline',
] as const;
export type SettableAvailability = (typeof settableAvailabilities)[number];

export interface PhoneNumber {
  readonly type: 'work' | 'home' | 'mobile' | 'other' | 'custom1';
  readonly uri?: string;
  readonly display: string;
}

export interface Presence {
  readonly availability: Availability;
  /** Token such as `on-the-phone`, or the person's own words. */
  readonly activity?: string;
  readonly note?: string;
  readonly isOutOfOffice?: boolean;
  /** Epoch milliseconds of the last activity known. */
  readonly lastActiveAt?: number;
  /** What else they are doing, likewise. */
  readonly moreActivities?: readonly string[];
  /** Since when the availability is what it is, as far as anybody has said. */
  readonly since?: number;
  /** Where they are, in their own words. */
  readonly location?: string;
  /** UTC is the time where they are and so many minutes. */
  readonly biasMinutes?: number;
}

export interface Person {
  readonly uri: PersonUri;
  /** The person's own display name; absent while unknown. */
  readonly name?: string;
  readonly title?: string;
  readonly company?: string;
  readonly office?: string;
  readonly email?: string;
  readonly phones: readonly PhoneNumber[];
  readonly sourceNetwork?: 'domain' | 'sameEnterprise' | 'publicCloud' | 'federated';
  readonly presence: Presence;
  readonly calendar?: Calendar;
}

/** What the person has set; `automatic`: nothing, so that it follows what they do at their computers. */
export const chosenAvailabilities = [...settableAvailabilities, 'automatic'] as const;
export type ChosenAvailability = (typeof chosenAvailabilities)[number];

/** Who or what set it: this program when it signed in, the person here, a time that was up, or they at another place. */
export type ChoiceOrigin = 'sign-in' | 'here' | 'timer' | 'elsewhere';

export interface AskedAvailability {
  readonly availability: ChosenAvailability;
  readonly by: ChoiceOrigin;
  /** The server has told of it since. */
  readonly isDone?: boolean;
}

/** How the computer here looks. */
export const machineActivities = ['active', 'idle', 'away'] as const;
export type MachineActivity = (typeof machineActivities)[number];

export interface Self {
  readonly uri: PersonUri;
  readonly name: string;
  readonly availability: Availability;
  readonly chosen?: ChosenAvailability;
  readonly chosenBy?: ChoiceOrigin;
  /** Since when the availability is what it is, as the server tells. */
  readonly since?: number;
  /** At how many places they are signed in; absent: not told. */
  readonly endpoints?: number;
  readonly note: string;
  /** Phones of the own card: targets of a call's redirection. */
  readonly phones: readonly PhoneNumber[];
  readonly title?: string;
  readonly company?: string;
  readonly office?: string;
  readonly email?: string;
}
