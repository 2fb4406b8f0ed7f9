import { beforeEach, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../world';
import { createManualClock } from '../../testing/manual-clock';
import { Archive } from '../archive';
import { Line } from '../line';
import { spaces } from '../spaces';
import { xml, type XmlElement } from '../stream/element';
import { StanzaError } from '../stream/stanza-error';
import { Conversation } from './conversation';
import { RoomState } from './room-state';
import { SentMessages } from './sent-messages';
import { saidStanza } from './stanzas';

const nobody = {} as Endpoint;

/** A service that has whatever it is given, and of which nobody hears more. */
class Place {
  readonly clock = createManualClock();
  /** When each was given to it, in seconds from the first on. */
  readonly given: { readonly id: string; readonly at: number }[] = [];
  readonly taken: string[] = [];
  isUp = true;
  mayRepeat = true;
  /** Whether it says what it has. */
  isAcking = true;
  /** What its archive was asked, each to be answered. */
  readonly asked: ((answer: XmlElement | StanzaError) => void)[] = [];
  readonly sent: SentMessages;
  private readonly startedAt = this.clock.now();

  constructor() {
    const line = new Line('dana@example.com', () => undefined);
    const isUp = (): boolean => this.isUp;
    line.opened({
      jid: 'dana@example.com/1',
      get isUp() {
        return isUp();
      },
      send: (stanza, onAcked) => {
        this.given.push({ id: stanza.attrs['id'] ?? '', at: (this.clock.now() - this.startedAt) / 1_000 });
        if (this.isAcking) onAcked?.();
        return true;
      },
      request: () =>
        new Promise((resolve, reject) =>
          this.asked.push((answer) => void (answer instanceof StanzaError ? reject(answer) : resolve(answer))),
        ),
      close: () => Promise.resolve(),
    });
    this.sent = new SentMessages(line, new Archive(line), this.clock, {
      onTaken: ({ id }) => this.taken.push(id),
      mayRepeat: () => this.mayRepeat,
    });
    this.sent.resume();
  }

  say(conversation: Conversation): XmlElement {
    const stanza = saidStanza(conversation, { content: 'hi' }, false);
    this.sent.say(conversation, '1', stanza, false);
    return stanza;
  }

  /** As the world does, once a second. */
  pass(seconds: number): void {
    for (let second = 0; second < seconds; second += 1) {
      this.clock.advance(1_000);
      this.sent.tick();
    }
  }
}

const withLee = (): Conversation => {
  const conversation = new Conversation(nobody, 'lee@example.com', 'inviting', '', undefined);
  conversation.state = 'connected';
  return conversation;
};

const inRoom = (): Conversation => {
  const conversation = new Conversation(nobody, 'talk@conference.example.com', 'inviting', '', undefined);
  conversation.room = new RoomState('dana', 0);
  conversation.state = 'connected';
  return conversation;
};

let place: Place;
beforeEach(() => (place = new Place()));

describe.each([
  ['between two, until the other confirms it', withLee],
  ['in a room, until the room tells it back', inRoom],
])('what was said %s', (_, create) => {
  it('is said again under the same id after 5 seconds, later and later, five times in all', () => {
    const { attrs } = place.say(create());
    place.pass(4);
    expect(place.given).toEqual([{ id: attrs['id'], at: 0 }]);
    place.pass(600);
    expect(place.given).toEqual([0, 5, 15, 35, 75].map((at) => ({ id: attrs['id'], at })));
  });

  it('is said again at once, and once, when something later has arrived', () => {
    const conversation = create();
    const [first, another] = [place.say(conversation), place.say(create())];
    place.pass(1);
    const later = place.say(conversation);
    const last = place.say(conversation);
    place.sent.confirmed(last.attrs['id'] ?? '');
    expect(place.given.slice(4)).toEqual([{ id: first.attrs['id'], at: 1 }]);
    place.sent.confirmed(later.attrs['id'] ?? '');
    place.pass(600);
    const times = (stanza: XmlElement): readonly number[] =>
      place.given.filter(({ id }) => id === stanza.attrs['id']).map(({ at }) => at);
    expect(times(first)).toEqual([0, 1, 6, 16, 36, 76]);
    expect(times(another)).toEqual([0, 5, 15, 35, 75]);
    expect(times(later)).toEqual([1]);
  });

  it('is said no more then', () => {
    const { attrs } = place.say(create());
    place.pass(6);
    place.sent.confirmed(attrs['id'] ?? '');
    place.pass(600);
    expect(place.given.map(({ at }) => at)).toEqual([0, 5]);
    expect(place.taken).toEqual([attrs['id']]);
  });

  it('waits while the service cannot be reached, or it makes no sense', () => {
    place.say(create());
    place.isUp = false;
    place.pass(20);
    expect(place.given).toHaveLength(1);
    place.isUp = true;
    place.mayRepeat = false;
    place.pass(20);
    expect(place.given).toHaveLength(1);
    place.mayRepeat = true;
    place.pass(1);
    expect(place.given).toHaveLength(2);
  });
});

it('counts as with the service when that has it between two, and in a room when it is told back', () => {
  const { attrs } = place.say(withLee());
  expect(place.taken).toEqual([attrs['id']]);
  const inIt = place.say(inRoom());
  expect(place.taken).toHaveLength(1);
  place.sent.confirmed(inIt.attrs['id'] ?? '');
  expect(place.taken).toEqual([attrs['id'], inIt.attrs['id']]);
});

it('leaves nothing under way once it is confirmed by whoever confirms, and the service has the rest', () => {
  const [lee, kim] = [withLee(), withLee()];
  place.say(kim);
  expect(place.sent.isCalm).toBe(true);
  lee.confirms = true;
  const { attrs } = place.say(lee);
  expect(place.sent.isCalm).toBe(false);
  place.sent.confirmed(attrs['id'] ?? '');
  expect(place.sent.isCalm).toBe(true);
  const inIt = place.say(inRoom());
  expect(place.sent.isCalm).toBe(false);
  place.sent.confirmed(inIt.attrs['id'] ?? '');
  expect(place.sent.isCalm).toBe(true);
});

it('is said again on a new stream before anything new, where the service had it and nobody has confirmed it', async () => {
  const [lee, kim] = [withLee(), withLee()];
  const [lost, arrived] = [place.say(lee), place.say(kim)];
  place.sent.confirmed(arrived.attrs['id'] ?? '');
  place.sent.beginAnew();
  const later = place.say(lee);
  place.given.splice(0);
  await place.sent.renew();
  expect(place.given.map(({ id }) => id)).toEqual([lost, later].map(({ attrs }) => attrs['id']));
  // Beside the times that it is said again anyway, and only to whom that makes sense.
  place.pass(600);
  expect(place.given.filter(({ id }) => id === lost.attrs['id'])).toHaveLength(5);
  place.sent.beginAnew();
  await place.sent.renew();
  place.mayRepeat = false;
  await place.sent.renew();
  expect(place.given.filter(({ id }) => id === lost.attrs['id'])).toHaveLength(5);
});

describe('on a new stream, what the service may have', () => {
  const settle = (): Promise<void> => new Promise((done) => setImmediate(done));
  const nothing = xml('iq', { type: 'result' }, xml('fin', { xmlns: spaces.archive, complete: 'true' }));
  const ids = (): readonly string[] => place.given.splice(0).map(({ id }) => id);
  let said: readonly string[];
  beforeEach(() => {
    place.isAcking = false;
    place.mayRepeat = false;
    said = [withLee(), withLee(), withLee()].map((conversation) => place.say(conversation).attrs['id'] ?? '');
    expect(ids()).toEqual(said);
    place.sent.beginAnew();
  });

  it('is looked for in the archive, and said again where it is not there', async () => {
    const done = place.sent.renew();
    for (const asked of [1, 2, 3]) {
      expect(place.asked).toHaveLength(asked);
      place.asked.at(-1)?.(nothing);
      await settle();
    }
    await done;
    expect(ids()).toEqual(said);
  });

  it('is said again at once where it will be confirmed: in the archive it may be, and have come no further', async () => {
    place.mayRepeat = true;
    const later = place.say(withLee()).attrs['id'] ?? '';
    await place.sent.renew();
    expect(place.asked).toEqual([]);
    expect(ids()).toEqual([...said, later]);
  });

  it('is said again without more questions when the archive answers one of them too late', async () => {
    const done = place.sent.renew();
    place.asked[0]?.(new StanzaError('late', ''));
    await done;
    expect(place.asked).toHaveLength(1);
    expect(ids()).toEqual(said);
  });

  it('is not said, nor what was said since, when an older stream comes to its end', async () => {
    const older = place.sent.renew();
    place.sent.beginAnew();
    const later = place.say(withLee()).attrs['id'] ?? '';
    place.asked[0]?.(nothing);
    await older;
    expect(ids()).toEqual([]);
    const newer = place.sent.renew();
    place.asked[1]?.(new StanzaError('late', ''));
    await newer;
    expect(ids()).toEqual([...said, later]);
  });
});
