// What a start of Parley asks for: to stay out of sight, or a person to talk with, by a link of another program. A link is as hostile
// as the page that it stands on: it names one person, and nothing else of it is listened to. Pure.
import * as v from 'valibot';
import { parseAddress } from '../../shared/address';
import { actionOfArguments, argumentOf } from './jump-list';
import type { TrayAction } from './tray-menu';
import type { PersonUri } from '../../shared/domain/person';

export interface StartWish {
  /** Started with the computer, not by a hand. */
  readonly isHidden: boolean;
  readonly people: readonly PersonUri[];
  /** Chosen in the jump list. */
  readonly action?: TrayAction;
}

/** As the packages register them (electron-builder.yml). */
const link = /^(?:sips?|im|parley):(?:\/\/)?/iu;
/** No address is longer, and whoever sends a longer link wants something else. */
const maxLinkLength = 1_024;
const maxPeople = 32;
/** What cannot be seen, or looks like nothing. */
const unseen = /[\p{C}\p{Z}]/u;

/** @param args of the command line, in whatever order Chromium left them */
export function readStartWish(args: readonly string[]): StartWish {
  const people = args.map(personOfLink).filter((person) => person !== undefined);
  const action = actionOfArguments(args);
  return {
    isHidden: args.includes('--hidden'),
    people: [...new Set(people)].slice(0, maxPeople),
    ...(action && { action }),
  };
}

/** Nothing but Parley itself is asked for. */
export function wantsMainWindow({ isHidden, people, action }: StartWish): boolean {
  return !isHidden && people.length === 0 && action === undefined;
}

/** `sip:lee@example.com;transport=tls?subject=x`: Lee. Undefined for what is no link to a person. */
export function personOfLink(text: string): PersonUri | undefined {
  if (text.length > maxLinkLength || !link.test(text)) return undefined;
  const [address = ''] = text.replace(link, '').split(/[?;#]/u);
  const decoded = decode(address.replace(/\/$/u, ''));
  // One address and no more: neither a scheme in the scheme nor a name before it.
  if (decoded === undefined || unseen.test(decoded) || /[:<>"/\\,]/u.test(decoded)) return undefined;
  return parseAddress(decoded);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const PassedAction = v.object({ kind: v.string(), availability: v.optional(v.string()) });

/** What is no choice makes a word that is none either. */
function argumentOfPassed(passed: unknown): string {
  const read = v.safeParse(PassedAction, passed);
  return read.success ? argumentOf(read.output as TrayAction) : '';
}

const Passed = v.object({
  isHidden: v.boolean(),
  people: v.pipe(v.array(v.pipe(v.string(), v.maxLength(maxLinkLength))), v.maxLength(maxPeople)),
  /** Read by what it would be on the command line: nothing else is known. */
  action: v.optional(v.unknown()),
});

/** As another start handed it over; whoever can reach the profile can say anything. */
export function readPassedWish(passed: unknown): StartWish {
  const read = v.safeParse(Passed, passed);
  if (!read.success) return { isHidden: false, people: [] };
  const { isHidden, people, action } = read.output;
  return readStartWish([...(isHidden ? ['--hidden'] : []), ...people, argumentOfPassed(action)]);
}
