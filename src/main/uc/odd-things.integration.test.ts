// The loop and a real service that writes something odd into an answer: whatever stands beside it is applied, once, and acknowledged.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeEvents, type CwaEvent, type UnreadableEvent } from '../../protocol/events';
import { events } from '../../protocol/testing/arbitraries';
import { seededRandom } from '../../protocol/testing/mutate';
import { oddEvents } from '../../protocol/testing/odd-things';
import { CwaHttp } from './http/cwa-http';
import { createEnvironment } from './environment';
import { createNodeTransport, type NodeTransport } from './http/node/node-transport';
import { PollLoop } from './channels/poll-loop';
import { ScriptedService } from './testing/scripted-service';
import { until } from './testing/desk';

let service: ScriptedService;
let transport: NodeTransport;

beforeEach(async () => {
  service = await new ScriptedService().start();
  transport = createNodeTransport();
});
afterEach(async () => {
  transport.close();
  await service.stop();
});

/** A loop of its own for each answer, so that nothing is known from the one before. */
function polling(): {
  readonly loop: PollLoop;
  readonly applied: (CwaEvent | UnreadableEvent)[];
  readonly told: string[];
} {
  const environment = createEnvironment();
  const applied: (CwaEvent | UnreadableEvent)[] = [];
  const told: string[] = [];
  const http = new CwaHttp({ serverUrl: service.url, transport, environment });
  http.ticket.adopt(service.ticket);
  const loop = new PollLoop(http, environment, {
    onEvent: async (event) => void applied.push(event),
    beforeAcknowledge: async () => undefined,
    onPolled: () => undefined,
    onTrouble: ({ code }) => told.push(code),
    onTicketRefused: () => told.push('ticket'),
    onSessionLost: () => told.push('session'),
    onDoubt: () => undefined,
    onStaleAnswers: () => told.push('stale'),
    onSkipped: () => told.push('skipped'),
  });
  return { loop, applied, told };
}

describe('the poll loop, when something odd stands in an answer', () => {
  it('applies and acknowledges all that is beside it', { timeout: 120_000 }, async () => {
    const list = fc.array(fc.oneof(...Object.values(events)), { minLength: 1, maxLength: 4 });
    // A bare refusal of the session ends it, odd or not.
    const documents = list
      .filter((all) => all.every((event) => event.kind !== 'requestFailed'))
      .chain((all) => fc.integer().map((seed) => oddEvents(all, seededRandom(seed))));
    await fc.assert(
      fc.asyncProperty(documents, async ({ document, others }) => {
        const { ackId, events: beside } = decodeEvents(others);
        let answers = 0;
        service.intercept = (channel) => {
          if (channel !== 'data') return undefined;
          answers += 1;
          return answers === 1 ? { body: document } : undefined;
        };
        const { loop, applied, told } = polling();
        const before = service.polls.length;
        loop.start(service.sid, 20);
        try {
          await until(() => service.polls.length > before, 'the next poll', 20_000);
        } finally {
          loop.stop();
        }
        expect(service.polls[before]?.ackId).toBe(ackId);
        expect(told).toEqual([]);
        const eids = new Set(beside.map(({ eid }) => eid));
        expect(applied.filter(({ eid }) => eid !== undefined && eids.has(eid))).toEqual(beside);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['in the middle of an event', (document: string) => document.slice(0, document.length / 2)],
    ['before the end of the root', (document: string) => document.slice(0, document.lastIndexOf('</'))],
  ])('asks again for an answer that was cut off %s', async (_where, cut) => {
    const document = `<cwaEvents ackId="2"><requestSucceeded eid="1" rid="R&D"/><b><requestSucceeded eid="2" rid="2"/></cwaEvents>`;
    let answers = 0;
    service.intercept = (channel) => {
      if (channel !== 'data') return undefined;
      answers += 1;
      return answers === 1 ? { body: cut(document) } : answers === 2 ? { body: document } : undefined;
    };
    const { loop, applied, told } = polling();
    loop.start(service.sid, 20);
    try {
      await until(() => service.polls.length > 0, 'the third poll', 20_000);
    } finally {
      loop.stop();
    }
    expect(service.polls[0]?.ackId).toBe(2);
    expect(applied.filter(({ kind }) => kind !== 'unknown')).toMatchObject([
      { eid: 1, rid: 'R&D' },
      { eid: 2, rid: '2' },
    ]);
    expect(told).toEqual([]);
  });
});
