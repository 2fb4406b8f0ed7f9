// Each fault that the server can be told to have (`serve --fault`, and all of them in the chaos run) has a recording in which it can be seen.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outcomesOf, type Ask, type Entry } from '../../src/recording/format';
import { readRecording } from '../../src/recording/read-recording';
import { documentOf } from '../../src/recording/request-kinds';
import { chanceFaults, type Fault } from '../../src/server/front/faults/parse-fault';

interface Exchange {
  readonly ask: Ask;
  readonly askedAt: number;
  /** Undefined: nothing came. */
  readonly outcome: Entry | undefined;
}

function exchangesIn(entries: readonly Entry[]): readonly Exchange[] {
  const outcomes = outcomesOf(entries);
  return entries.flatMap((entry) =>
    'ask' in entry ? [{ ask: entry.ask, askedAt: entry.at, outcome: outcomes.get(entry.n) }] : [],
  );
}

const ridsIn = (text = ''): readonly string[] => [...text.matchAll(/ rid="(\d{1,10})"/gu)].map(([, rid]) => rid ?? '');
const bodyOf = (outcome: Entry | undefined): string => (outcome && 'answer' in outcome ? outcome.answer.body : '');
const statusOf = (outcome: Entry | undefined): number => (outcome && 'answer' in outcome ? outcome.answer.status : 0);
const isLost = ({ outcome }: Exchange): boolean => outcome !== undefined && 'failure' in outcome;
const isCommand = ({ ask }: Exchange): boolean => ask.channel === 'command';
const opened = (exchanges: readonly Exchange[]): number =>
  exchanges.filter(({ ask }) => ask.body?.includes('<initiateSession')).length;
const signedIn = (exchanges: readonly Exchange[]): number =>
  exchanges.filter(({ ask, outcome }) => ask.channel === 'sign-in' && statusOf(outcome) === 200).length;
const isUnreadable = ({ outcome }: Exchange): boolean =>
  statusOf(outcome) === 200 && documentOf(bodyOf(outcome)) === undefined;

/** Whether an event told of it all the same. */
function toldOf(exchanges: readonly Exchange[], { ask }: Exchange): boolean {
  const told = new Set(exchanges.flatMap((each) => (each.ask.channel === 'data' ? ridsIn(bodyOf(each.outcome)) : [])));
  return ridsIn(ask.body).some((rid) => told.has(rid));
}

const seen: Readonly<Record<Fault['kind'], (exchanges: readonly Exchange[]) => boolean>> = {
  'drop-request': (all) => all.some((each) => isLost(each) && !(isCommand(each) && toldOf(all, each))),
  'drop-response': (all) => all.some((each) => isLost(each) && isCommand(each) && toldOf(all, each)),
  'http-500': (all) => all.some(({ outcome }) => statusOf(outcome) === 500),
  truncate: (all) => all.some((each) => isUnreadable(each) && /^<(?:\?xml[^>]*>\s*<)?cwa/u.test(bodyOf(each.outcome))),
  garbage: (all) => all.some((each) => isUnreadable(each) || /sid="[a-z]"/u.test(bodyOf(each.outcome))),
  'duplicate-events': (all) => {
    const told = all.flatMap(({ ask, outcome }) =>
      ask.channel === 'data' ? (bodyOf(outcome).match(/ eid="\d{1,10}"/gu) ?? []) : [],
    );
    return opened(all) === 1 && !all.some(isLost) && new Set(told).size < told.length;
  },
  'expire-ticket': (all) =>
    all.some(({ outcome }) => statusOf(outcome) === 401) && signedIn(all) > 1 && opened(all) === 1,
  'lose-session': (all) => all.some(({ outcome }) => bodyOf(outcome).includes('code="18100"')) && opened(all) > 1,
  reorder: (all) =>
    all.some((each) => {
      const { outcome } = each;
      const overtook = all.find(
        ({ ask, outcome: told }) =>
          ask.channel === 'data' && ridsIn(each.ask.body).some((rid) => ridsIn(bodyOf(told)).includes(rid)),
      );
      return (
        isCommand(each) && outcome !== undefined && overtook?.outcome !== undefined && overtook.outcome.at < outcome.at
      );
    }),
  delay: (all) => all.filter(({ askedAt, outcome }) => (outcome?.at ?? askedAt) - askedAt > 150).length > 2,
  restart: (all) => all.some(({ outcome }) => statusOf(outcome) === 401) && signedIn(all) > 1 && opened(all) > 1,
};

describe('the recordings of faults', () => {
  it.each<Fault['kind']>([...chanceFaults, 'delay', 'restart'])('have one of %s', (kind) => {
    const text = readFileSync(join(import.meta.dirname, `${kind}.jsonl`), 'utf8');
    const exchanges = exchangesIn(readRecording(text).entries);
    expect(seen[kind](exchanges)).toBe(true);
    const peace = readFileSync(join(import.meta.dirname, 'two-people.jsonl'), 'utf8');
    expect(seen[kind](exchangesIn(readRecording(peace).entries))).toBe(false);
  });
});
