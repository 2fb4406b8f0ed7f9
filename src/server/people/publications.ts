// What a user has published about themselves (protocol.md 3.26, 3.27, 5.6, 5.7), checked as a whole before any of it counts.
import type { CwaError } from '../../protocol/cwa-error';
import type { CategoryPayload } from '../../protocol/presence/category';
import type { RawCategory } from '../../protocol/presence/raw-category';
import type { State } from '../../protocol/presence/state';
import type { PublishedCategory } from '../../protocol/requests/publish-self-presence';
import { invalidOperation, sipFailure } from '../base/errors';

/** 5.7: user state is static, machine state belongs to an endpoint. */
export const userStateInstance = 0x20000000;
export const machineStateInstance = 0x30000000;

/** The names that are registered here (5.6). Contact card 0, 3 and 4 are the directory's, read-only (5.7). */
const publishable = new Set(['state', 'note', 'contactCard', 'calendarData', 'services', 'device']);
/** Whether a filter of categories can mean it. */
export const isCategoryName = (name: string): boolean => publishable.has(name);

const ownCards = new Set([1, 2]);

export interface Publication {
  readonly name: string;
  readonly instance: number;
  readonly payload: CategoryPayload;
  /** ISO 8601. */
  readonly publishTime: string;
}

export interface PublicationLimits {
  readonly chars: number;
  readonly rawCategories: number;
}

const tooLarge = sipFailure(413, 'Request Entity Too Large', 'The published presence is too large.');

export class Publications {
  private byInstance = new Map<string, Publication>();
  private raw = new Map<string, RawCategory>();

  constructor(private readonly limits: PublicationLimits) {}

  /** All or nothing (3.26). Machine state is not kept here: the caller gives it to the session. */
  publish(categories: readonly PublishedCategory[], publishTime: string): CwaError | undefined {
    const after = new Map(this.byInstance);
    for (const category of categories) {
      const error = check(category);
      if (error) return error;
      if (isMachineState(category)) continue;
      const { name, payload } = category;
      const instance = name === 'state' ? userStateInstance : category.instanceMask;
      const key = `${name}/${instance}`;
      // An empty category takes back what was published.
      if (payload) after.set(key, { name, instance, payload, publishTime });
      else after.delete(key);
    }
    if (size([...after.values()]) > this.limits.chars) return tooLarge;
    this.byInstance = after;
    return undefined;
  }

  publishRaw(categories: readonly RawCategory[], publishTime: string): CwaError | undefined {
    const after = new Map(this.raw);
    for (const category of categories) {
      const key = [category.name, category.nameSpace, category.instanceMask ?? 0, category.container ?? ''].join('\n');
      after.set(key, { ...category, publishTime });
    }
    if (after.size > this.limits.rawCategories || size([...after.values()]) > this.limits.chars) return tooLarge;
    this.raw = after;
    return undefined;
  }

  named(name: string): readonly Publication[] {
    return [...this.byInstance.values()].filter((each) => each.name === name);
  }

  get rawCategories(): readonly RawCategory[] {
    return [...this.raw.values()];
  }

  get userState(): (State & { readonly publishTime: string }) | undefined {
    const [state] = this.named('state');
    return state?.payload.kind === 'state' ? { ...state.payload, publishTime: state.publishTime } : undefined;
  }

  setUserState(availability: number, publishTime: string): void {
    const payload: State = { kind: 'state', type: 'userState', manual: true, availability, activities: [] };
    const key = `state/${userStateInstance}`;
    this.byInstance.set(key, { name: 'state', instance: userStateInstance, payload, publishTime });
  }
}

export function isMachineState({ name, instanceMask, payload }: PublishedCategory): boolean {
  if (name !== 'state') return false;
  if (payload?.kind === 'state' && payload.type) return payload.type === 'machineState';
  // The low bits name the endpoint (5.7).
  return Math.floor(instanceMask / 0x10000000) === 3;
}

function check({ name, instanceMask, payload }: PublishedCategory): CwaError | undefined {
  if (!publishable.has(name)) return invalidOperation(`The category ${name.slice(0, 64)} is not registered.`);
  if (name === 'contactCard' && !ownCards.has(instanceMask)) {
    return invalidOperation('This instance of the contact card is read-only.');
  }
  if (name !== 'state') return undefined;
  if (payload === undefined) return undefined;
  if (payload.kind !== 'state') return invalidOperation('A state is expected.');
  if (payload.type && payload.type !== 'userState' && payload.type !== 'machineState') {
    return invalidOperation(`The state ${payload.type} is the server's own.`);
  }
  const { availability } = payload;
  return availability !== undefined && (availability < 0 || availability > 32_767)
    ? invalidOperation('The availability is out of range.')
    : undefined;
}

const size = (values: readonly unknown[]): number =>
  values.reduce<number>((sum, each) => sum + JSON.stringify(each).length, 0);
