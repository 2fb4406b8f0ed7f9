// Answers to people who have added the user, on a server that tells nobody's access level (protocol.md 4.13): they come to an end.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeptAnswers } from '../store/kept-answers';
import { Desk, fastClock, until } from '../uc/testing/desk';
import { createSubscriberAnswers, type SubscriberAnswers } from './subscriber-answers';

const lee = 'sip:lee@example.com';
const group = { id: 1, name: '~', externalUri: '' };
const noLevels = { code: 18102, reason: 'There are no levels here.' };

let desk: Desk;
let file: { store: Record<string, unknown> };
let answers: SubscriberAnswers;
let withoutLevel: string[];
let refused: typeof noLevels | undefined;

beforeEach(async () => {
  desk = await Desk.open();
  const { service } = desk;
  file = { store: {} };
  withoutLevel = [];
  refused = noLevels;
  answers = createSubscriberAnswers({
    engine: desk.engine,
    kept: openKeptAnswers({ folder: '/nowhere', openFile: () => file }, () => false),
    log: () => undefined,
    onWithoutLevel: (name) => void withoutLevel.push(name),
    timers: fastClock.timers,
  });
  service.firstEvents = [
    { kind: 'contactGroup', fullList: true, groups: [{ action: 'added', group }], contacts: [] },
    {
      kind: 'subscribers',
      subscribers: [{ uri: lee, displayName: 'Lee', acknowledged: false }],
    },
  ];
  service.onRequest = (request) => {
    if (request.kind !== 'updateContainer' || !refused) return service.succeed(request);
    service.push({ kind: 'requestFailed', rid: request.rid, error: refused });
    return { kind: 'requestAccepted', rid: request.rid };
  };
  await desk.signIn();
  await until(() => desk.model.subscribers.has(lee), 'the question');
});
afterEach(async () => {
  answers.stop();
  await desk.close();
});

const asked = (): readonly string[] =>
  desk.service.requests().flatMap(({ kind }) => (/^(?:add|updateC|ack)/u.test(kind) ? [kind] : []));
const isOver = (): boolean => Object.keys(file.store).length === 0;

describe('where no levels are told', () => {
  it('whoever is added with one is added without it, and that is said', async () => {
    expect(await answers.answer({ uri: lee, name: 'Lee', groupIds: [1], level: 'team' })).toBe('waits');
    await until(isOver, 'the end');
    expect(asked()).toEqual(['addContact', 'updateContainer', 'acknowledgeSubscriber']);
    expect(withoutLevel).toEqual(['Lee']);
    expect(desk.model.subscribers.size).toBe(0);
  });

  it('whoever waits for an answer by then hears it at once', async () => {
    await answers.answer({ uri: lee, name: 'Lee', level: 'team' });
    await until(isOver, 'the end');
    desk.service.push({
      kind: 'subscribers',
      subscribers: [{ uri: 'sip:kim@example.com', displayName: 'Kim', acknowledged: false }],
    });
    await until(() => desk.model.subscribers.size === 1, 'the next question');
    const outcome = await answers.answer({ uri: 'sip:kim@example.com', name: 'Kim', level: 'team' });
    expect(outcome).toBe('withoutLevel');
    expect(withoutLevel).toEqual(['Lee']);
  });

  it('the level is given where it is taken all the same', async () => {
    refused = undefined;
    await answers.answer({ uri: lee, name: 'Lee', level: 'team' });
    await until(isOver, 'the end');
    expect(asked()).toEqual(['updateContainer', 'acknowledgeSubscriber']);
    expect(withoutLevel).toEqual([]);
  });

  it('whoever was to be blocked is not let in instead, and is asked about again', async () => {
    expect(await answers.answer({ uri: lee, name: 'Lee', level: 'blocked' })).toBe('waits');
    expect(desk.model.subscribers.size).toBe(0);
    await until(() => isOver() && desk.model.subscribers.has(lee), 'asked again');
    expect(asked()).toEqual(['updateContainer']);
    expect(withoutLevel).toEqual([]);
  });
});
