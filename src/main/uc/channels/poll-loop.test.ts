import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeEvents } from '../../../protocol/events';
import { FailureError } from '../../../shared/domain/failure';
import { CwaHttp } from '../http/cwa-http';
import { createEnvironment } from '../environment';
import { PollLoop } from './poll-loop';
import type { HttpRequest, HttpResponse } from '../http/transport';

const ok = (ackId: number): HttpResponse => ({
  status: 200,
  headers: {},
  body: encodeEvents({ ackId, pollWaitTimeMs: 3_000, events: [] }),
});

/** A line that answers as the test says, and a log of what the loop told. */
function polling(answer: (request: HttpRequest, count: number) => HttpResponse | Promise<HttpResponse>) {
  const requests: HttpRequest[] = [];
  const told: string[] = [];
  const environment = createEnvironment();
  const transport = {
    request: async (request: HttpRequest) => {
      requests.push(request);
      return answer(request, requests.length);
    },
  };
  const http = new CwaHttp({ serverUrl: 'https://cwa.example.com', transport, environment });
  const loop = new PollLoop(http, environment, {
    onEvent: async () => undefined,
    beforeAcknowledge: async () => undefined,
    onPolled: () => told.push('polled'),
    onTrouble: ({ code }) => told.push(code),
    onTicketRefused: () => told.push('ticket'),
    onSessionLost: () => told.push('session'),
    onSkipped: () => told.push('skipped'),
    onDoubt: () => told.push('doubt'),
    onStaleAnswers: () => told.push('stale'),
  });
  return { loop, requests, told, query: () => requests.map(({ url }) => new URL(url).search) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the poll loop', () => {
  it('waits pollWaitTime between polls, as the last answer said', async () => {
    const { loop, requests } = polling(() => ok(0));
    loop.start(77, 1_000);
    await vi.advanceTimersByTimeAsync(999);
    expect(requests).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(requests).toHaveLength(2);
    loop.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(requests).toHaveLength(2);
  });

  it('keeps the activity of a poll that got lost for the next one', async () => {
    const { loop, query } = polling((_, count) => {
      if (count === 1) throw new FailureError('unreachable');
      return ok(0);
    });
    loop.start(77, 20);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(query()).toEqual(['?Sid=77&AckID=0&UA=true', '?Sid=77&AckID=0&UA=true', '?Sid=77&AckID=0&UA=false']);
    loop.stop();
  });

  it('tells of trouble at the second failure in a row, not at the first', async () => {
    const { loop, told } = polling((_, count) => {
      if (count !== 2) throw new FailureError('unreachable');
      return ok(0);
    });
    loop.start(77, 20);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(told).toEqual(['polled', 'unreachable']);
    expect(loop.isRunning).toBe(false);
  });

  it('gives a server that holds polls longer than the first deadline more time', async () => {
    const { loop, requests } = polling((_, count) => {
      if (count === 1) throw new FailureError('timeout');
      return ok(0);
    });
    loop.start(77, 20);
    await vi.advanceTimersByTimeAsync(100);
    expect(requests.map(({ timeoutMs }) => timeoutMs)).toEqual([35_000, 70_000]);
    loop.stop();
  });

  it('asks at once, giving up on an answer that hangs, when told to', async () => {
    const { loop, requests } = polling(
      ({ signal }, count) =>
        new Promise((resolve, reject) => {
          if (count > 1) resolve(ok(0));
          signal?.addEventListener('abort', () => reject(new FailureError('cancelled')));
        }),
    );
    loop.start(77, 20);
    await vi.advanceTimersByTimeAsync(20);
    expect(requests).toHaveLength(1);
    loop.pollNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(requests).toHaveLength(2);
    loop.stop();
  });

  it('goes on with the old AckID after it was resumed', async () => {
    const { loop, query } = polling(() => ok(41));
    loop.start(77, 20);
    await vi.advanceTimersByTimeAsync(20);
    loop.stop();
    loop.resume();
    await vi.advanceTimersByTimeAsync(0);
    expect(query().at(-1)).toBe('?Sid=77&AckID=41&UA=false');
    loop.stop();
  });

  it('does not take over the numbers of another session, nor one that no server counts to', async () => {
    const foreign = (body: string): HttpResponse => ({ status: 200, headers: {}, body });
    const { loop, told, query } = polling((_, count) => {
      if (count === 2) return foreign('<cwaEvents sid="78" ackId="900"/>');
      if (count === 4) return foreign('<cwaEvents sid="77" ackId="-1"/>');
      return foreign('<cwaEvents sid="77" ackId="41" pollWaitTime="20"/>');
    });
    loop.start(77, 20);
    await vi.advanceTimersByTimeAsync(110);
    expect(query().slice(1)).toEqual(Array(4).fill('?Sid=77&AckID=41&UA=false'));
    expect(new Set(told)).toEqual(new Set(['polled']));
    loop.stop();
  });

  it('takes the session for lost when the server refuses every poll of it', async () => {
    const refusal = '<cwaResponses requestProcessed="0"><error code="18001" reason="Invalid request"/></cwaResponses>';
    const { loop, told, requests } = polling(() => ({ status: 200, headers: {}, body: refusal }));
    loop.start(77, 20);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told).toEqual(['doubt', 'bad-request']);
    loop.resume();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told).toEqual(['doubt', 'bad-request', 'session']);
    expect(requests).toHaveLength(4);
  });
});
