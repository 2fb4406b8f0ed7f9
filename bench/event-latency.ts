// From an event on the server to what a person sees of it: the notification on the bus of the desktop, and the text painted in a
// conversation that is open. The poll is held, as by a server that can; beside it the same bytes as the end of a bare request that was held.
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from '../e2e/support/launch';
import { NotificationDaemon } from '../e2e/support/notification-daemon';
import { callBridge, conversationWindow, signIn } from '../e2e/support/people';
import { startTown, type Resident } from '../e2e/support/town';
import { encodeEvents } from '../src/protocol/events';
import { plainImFormat } from '../src/protocol/im-format';
import type { PersonRecord } from '../src/server/memory/directory/person-record';
import { reader } from '../e2e/support/crowd';
import { percentile, rowOf, type Bench, type Row } from './measure';
import { startBarePoll, type BarePoll } from './support/bare-poll';
import { BusWatch } from './support/bus-watch';
import { PaintedTexts } from './support/painted';

const runs = 5;
const eventsInRun = 200;
/** Notifications of one conversation follow each other no faster (`notifications.ts`). */
const sameConversationMs = 2_100;
const quietMs = 20;
const parts = [
  ['p50', 0.5, 20],
  ['p99', 0.99, 50],
] as const;

const speakers = Array.from({ length: 25 }, (_, at): PersonRecord => ({
  uri: `sip:p${at}@example.com`,
  user: `EXAMPLE\\p${at}`,
  name: `Person ${at}`,
}));

/** In ms, a run each. */
interface Found {
  readonly parley: number[][];
  readonly bare: number[][];
}

export const eventLatency: Bench = {
  name: 'event-latency',
  needsApp: true,
  async run(_print, { isShort }) {
    const daemon = await NotificationDaemon.start();
    const bus = await BusWatch.start();
    const bare = await startBarePoll();
    const town = await startTown([reader, ...speakers], { holdMs: 30_000, pollWaitMs: 20 });
    const parley = await launch();
    try {
      const main = await signIn(parley, town.url, reader);
      const residents: Resident[] = [];
      const ids: string[] = [];
      for (const speaker of speakers) {
        const resident = town.arrive(speaker);
        resident.invite(reader, `Have you got a minute? ${speaker.name}`);
        const card = main.getByTestId('invitation-card');
        const conversationId = (await card.getAttribute('data-conversation')) ?? '';
        await callBridge(main, 'conversation:accept', { conversationId });
        await card.waitFor({ state: 'detached' });
        residents.push(resident);
        ids.push(conversationId);
      }
      const [first, ...others] = residents as [Resident, ...Resident[]];
      await callBridge(main, 'window:open-conversation', { conversationId: ids[0] ?? '' });
      const conversation = await conversationWindow(parley);
      await conversation.locator('[data-testid=conversation][data-state=connected]').waitFor();
      const painted = await PaintedTexts.watch(conversation, 'message-text');

      let said = 0;
      const toPainted = async (): Promise<number> => {
        const text = `Shipment ${++said} has left the dock`;
        const start = performance.now();
        first.say(text);
        return (await painted.at(text)) - start;
      };
      const quietSince = others.map(() => 0);
      const toBus = async (): Promise<number> => {
        const at = ++said % others.length;
        await sleep(Math.max(0, quietSince[at]! + sameConversationMs - performance.now()));
        const seen = bus.next();
        const start = performance.timeOrigin + performance.now();
        others[at]!.say(`Shipment ${said} has left the dock`);
        const there = await seen;
        quietSince[at] = performance.now();
        return there - start;
      };
      const events = isShort ? eventsInRun / 4 : eventsInRun;
      return [
        ...rowsOf('event to text painted', await measure(toPainted, bare, events)),
        ...rowsOf('event to notification on the bus', await measure(toBus, bare, events)),
      ];
    } finally {
      await parley.close();
      await town.stop();
      await bare.stop();
      await bus.stop();
      await daemon.stop();
    }
  },
};

async function measure(toSeen: () => Promise<number>, bare: BarePoll, events: number): Promise<Found> {
  const found: Found = { parley: [], bare: [] };
  for (let at = 0; at < 5; at++) await toSeen();
  for (let run = 0; run < runs; run++) {
    const [parley, least]: [number[], number[]] = [[], []];
    for (let at = 0; at < events; at++) {
      least.push(await bare.measure(sameBytes(at)));
      // What the one before has left to do is done, and the next poll is held.
      await sleep(quietMs + Math.random() * quietMs);
      parley.push(await toSeen());
      await sleep(quietMs);
    }
    found.parley.push(parley);
    found.bare.push(least);
  }
  return found;
}

/** As the server tells it. */
function sameBytes(at: number): string {
  const message = { content: `Shipment ${at} has left the dock`, format: plainImFormat };
  const sender = 'sip:p0@example.com';
  return encodeEvents({
    sid: 1,
    ackId: at,
    pollWaitTimeMs: 20,
    events: [{ kind: 'conference', eid: at, confId: 1, updates: [{ kind: 'messageReceived', sender, message }] }],
  });
}

function rowsOf(name: string, { parley, bare }: Found): readonly Row[] {
  return parts.map(([what, part, atMost]) =>
    rowOf({
      name: `${name}, ${what}`,
      unit: 'ms',
      goal: { atMost, of: 'difference' },
      parley: parley.map((times) => percentile(times, part)),
      reference: { what: 'bare request', values: bare.map((times) => percentile(times, part)) },
    }),
  );
}
