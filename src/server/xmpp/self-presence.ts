// What the person at this endpoint says of themselves, and how the others and their own client see it (protocol.md 3.26, 4.14, 5.2). Each
// endpoint of an account announces itself; what the person has said last, at whichever of them, holds for all.
import { availabilityRange, publishedAvailability } from '../../protocol/availability';
import type { CwaReply } from '../../protocol/replies';
import type { Category } from '../../protocol/presence/category';
import type { Activity } from '../../protocol/presence/state';
import type { PublishSelfPresenceRequest } from '../../protocol/requests/publish-self-presence';
import { wireTime } from '../base/clock';
import { invalidOperation } from '../base/errors';
import { aggregateAvailability, machineAvailability } from '../people/aggregate';
import { isMachineState, machineStateInstance, Publications, userStateInstance } from '../people/publications';
import { capabilities } from './capabilities';
import { availablePresence, readShown, type Shown } from './mapping/presence';
import type { SeatContext } from './seat-context';
import type { VCard } from './vcard';
import { xml, type XmlElement } from './stream/element';

const mostOtherEndpoints = 32;
const onlyStateAndNote = invalidOperation('This service carries the state and the note alone.');

export interface SelfSettings {
  /** What the client wants to begin with; undefined: what holds for the person elsewhere, or available. */
  readonly first: number | undefined;
  readonly autoPublishMachineState: boolean;
}

export class SelfPresence {
  private said: { readonly availability: number; readonly at: number };
  private note = '';
  private activities: readonly Activity[] = [];
  private machine: { readonly availability: number; readonly isPublished: boolean };
  private isAbsent = false;
  private isShown = false;
  private announced = '';
  private told = '';
  /** Of the same account, by resource. */
  private readonly others = new Map<string, Shown>();
  private readonly checks: Publications;

  constructor(
    private readonly context: SeatContext,
    private readonly settings: SelfSettings,
    private readonly card: () => VCard,
    /** Rooms take one for gone who tells everybody that they are. */
    private readonly onLeaving: () => void,
  ) {
    const { clock, limits } = context;
    this.said = {
      availability: settings.first ?? publishedAvailability.online,
      at: settings.first === undefined ? 0 : clock.now(),
    };
    this.machine = { availability: publishedAvailability.online, isPublished: false };
    this.checks = new Publications({ chars: limits.publishedChars, rawCategories: 0 });
  }

  publish({ rid, categories }: PublishSelfPresenceRequest): CwaReply {
    const { endpoint, clock } = this.context;
    const accepted: CwaReply = { kind: 'requestAccepted', rid };
    const isCarried = categories.every(({ name }) => name === 'state' || name === 'note');
    const error = this.checks.publish(categories, wireTime(clock.now())) ?? (isCarried ? undefined : onlyStateAndNote);
    if (error) {
      endpoint.fail(rid, error);
      return accepted;
    }
    for (const category of categories) {
      const { name, payload } = category;
      if (name === 'note') this.note = payload?.kind === 'note' ? (payload.bodies[0]?.text ?? '') : '';
      if (name !== 'state') continue;
      const state = payload?.kind === 'state' ? payload : undefined;
      if (isMachineState(category)) {
        if (state?.availability !== undefined) this.machine = { availability: state.availability, isPublished: true };
        continue;
      }
      this.activities = state?.activities ?? [];
      this.said = { availability: state?.availability ?? publishedAvailability.online, at: clock.now() };
    }
    if (categories.some((category) => !isMachineState(category))) this.said = { ...this.said, at: clock.now() };
    endpoint.succeed(rid);
    this.tell();
    this.announce();
    return accepted;
  }

  /** A stream that could not be resumed, or the first one. */
  begin(): void {
    this.others.clear();
    this.announce(true);
  }

  /** From now on the client is told how the person is: what they have missed has been told before. */
  show(): void {
    this.isShown = true;
    this.tell();
  }

  attend(isAbsent: boolean): void {
    this.isAbsent = isAbsent;
    this.announce();
  }

  /** Somebody is at the endpoint again. */
  active(): void {
    if (!this.settings.autoPublishMachineState) return;
    this.machine = { ...this.machine, isPublished: false };
    this.tick();
  }

  /** Works out the machine state anew; called about once a second. */
  tick(): void {
    // 3.2: otherwise its client says what it is.
    if (!this.settings.autoPublishMachineState || this.machine.isPublished) return;
    const { clock, endpoint } = this.context;
    const availability = machineAvailability(clock.now() - endpoint.lastActiveAt);
    if (availability === this.machine.availability) return;
    this.machine = { availability, isPublished: false };
    this.tell();
    this.announce();
  }

  /** The service takes the person for gone, and tells them nothing by itself. */
  get isHidden(): boolean {
    return this.announced === 'hidden';
  }

  /** Whether other programs of the account are there. */
  get hasOthers(): boolean {
    return this.others.size > 0;
  }

  /** Another program of the account is there. */
  sees(resource: string): boolean {
    return this.others.has(resource);
  }

  /** Another program of the account is there, and no gateway of ours. */
  isForeign(resource: string): boolean {
    const shown = this.others.get(resource);
    return shown !== undefined && !shown.endpoint;
  }

  /** Another program of the same account. */
  heardOther(resource: string, presence: XmlElement): void {
    if (presence.attrs['type'] === 'unavailable') this.others.delete(resource);
    else if (presence.attrs['type'] !== undefined) return;
    else if (this.others.has(resource) || this.others.size < mostOtherEndpoints) {
      const shown = readShown(presence);
      this.others.set(resource, shown);
      this.adopt(shown);
    }
    this.tell();
  }

  /** What was said later elsewhere holds here too. */
  private adopt({ endpoint, note, activities }: Shown): void {
    // One whose clock is far ahead would have the last word for ever.
    if (!endpoint || endpoint.saidAt <= this.said.at || endpoint.saidAt > this.context.clock.now() + 60_000) return;
    this.said = { availability: endpoint.said, at: endpoint.saidAt };
    this.note = note;
    this.activities = activities;
    this.announce();
  }

  private announce(isAlways = false): void {
    const { line, endpoint } = this.context;
    const aggregate = aggregateAvailability(this.said.availability, [this.machine.availability]);
    const isHidden = availabilityRange(aggregate) === 'offline';
    const isQuiet = this.machine.availability >= 4_500;
    const shown: Shown = {
      availability: this.isAbsent ? publishedAvailability.offline : aggregate,
      note: this.note,
      activities: this.activities,
      ...(isQuiet && { idleSince: wireTime(endpoint.lastActiveAt) }),
      endpoint: { said: this.said.availability, saidAt: this.said.at, machine: this.machine.availability },
    };
    const text = isHidden ? 'hidden' : JSON.stringify(shown);
    if (text === this.announced && !isAlways) return;
    const wasThere = this.announced !== 'hidden' && this.announced !== '';
    // To who hides nobody says that they go; the service tells now who is there.
    const isBack = this.announced === 'hidden' && !isHidden;
    this.announced = text;
    if (isBack) {
      this.others.clear();
      this.tell();
    }
    if (!isHidden) line.send(availablePresence(shown, capabilities));
    else if (wasThere || isAlways) {
      this.onLeaving();
      line.send(xml('presence', { type: 'unavailable' }));
    }
  }

  private tell(): void {
    if (!this.isShown) return;
    const categories = this.ownCategories();
    const text = JSON.stringify(categories.map(({ publishTime: _, ...rest }) => rest));
    if (text === this.told) return;
    this.told = text;
    this.context.endpoint.push({ kind: 'selfPresence', categories });
  }

  private ownCategories(): readonly Category[] {
    const dated = { version: 0, publishTime: wireTime(this.context.clock.now()) };
    const { availability } = this.said;
    const machines = [
      this.machine.availability,
      ...[...this.others.values()].flatMap(({ endpoint }) => endpoint?.machine ?? []),
    ];
    const state = (
      instance: number,
      type: 'userState' | 'machineState' | 'aggregateState',
      value: number,
    ): Category => ({
      name: 'state',
      instance,
      ...dated,
      payload: {
        kind: 'state',
        type,
        ...(type === 'userState' && { manual: true }),
        availability: value,
        activities: type === 'machineState' ? [] : this.activities,
      },
    });
    return [
      { name: 'calendarData' },
      { name: 'contactCard', instance: 0, ...dated, payload: { kind: 'contactCard', ...this.card().card } },
      this.note === ''
        ? { name: 'note' }
        : {
            name: 'note',
            instance: 0,
            ...dated,
            payload: { kind: 'note', bodies: [{ type: 'personal', text: this.note }] },
          },
      state(userStateInstance, 'userState', availability),
      ...machines.map((value, index) => state(machineStateInstance + index, 'machineState', value)),
      state(1, 'aggregateState', aggregateAvailability(availability, machines)),
      { name: 'services' },
    ];
  }
}
