// One recording at a time, from its start to each of its ends; who may make none; what is recorded meanwhile.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordingState } from '../../shared/domain/recording';
import type { Heard } from '../../recording/tap';
import type { WrittenRecording } from '../../recording/recording-writer';
import type { HttpRequest } from '../uc/http/transport';
import { createRecordings } from './recordings';

const request: HttpRequest = { method: 'GET', url: 'https://im.example.com/cwa/x', headers: {}, timeoutMs: 1 };
const minuteMs = 60_000;

function create({ isAllowed = true }: { isAllowed?: boolean } = {}) {
  const heard: Heard[] = [];
  const told: RecordingState[] = [];
  let ends = 0;
  let trouble: (why: 'disk-full') => void = () => undefined;
  let written: WrittenRecording | undefined = { exchanges: 1, isWhole: true, unknown: [] };
  const world = { isGuest: false, now: 1_000_000, opened: [] as object[] };
  const recordings = createRecordings({
    openThread: ({ onTrouble, ...options }) => {
      world.opened.push(options);
      trouble = onTrouble;
      const end = async (): Promise<WrittenRecording | undefined> => {
        ends += 1;
        return Promise.resolve(written);
      };
      return Promise.resolve({ hear: (each: Heard) => heard.push(each), end });
    },
    client: '1',
    isAllowed,
    isGuest: () => world.isGuest,
    onChanged: (state) => told.push(state),
    log: () => undefined,
    now: () => world.now,
    monotonicNow: () => Date.now(),
  });
  const transport = recordings.transport({
    request: async () => Promise.resolve({ status: 200, headers: {}, body: '' }),
  });
  return {
    recordings,
    heard,
    told,
    world,
    transport,
    ends: () => ends,
    trouble: () => trouble('disk-full'),
    writes: (now: WrittenRecording | undefined) => (written = now),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('createRecordings', () => {
  it('records what passes from the start to the stop, and nothing else', async () => {
    const { recordings, heard, transport } = create();
    await transport.request(request);
    expect(heard).toEqual([]);
    await recordings.start('/tmp/a.jsonl', 15);
    expect(recordings.state().running).toEqual({ endsAt: 1_000_000 + 15 * minuteMs, fileName: 'a.jsonl' });
    await transport.request(request);
    expect(heard.map((each) => Object.keys(each)[2])).toEqual(['asked', 'answered']);
    await recordings.stop();
    await transport.request(request);
    expect(heard).toHaveLength(2);
    expect(recordings.state()).toEqual({
      last: { end: 'stopped', exchanges: 1, isWhole: true, fileName: 'a.jsonl' },
      allowed: [],
    });
    expect(recordings.last()).toEqual({ file: '/tmp/a.jsonl', unknown: [] });
  });

  it('has what was asked for while it is under way', async () => {
    const { recordings, heard } = create();
    recordings.noteCommand({ do: 'note', text: 'before' });
    await recordings.start('/tmp/a.jsonl', 15);
    recordings.noteCommand({ do: 'note', text: 'now' });
    await recordings.stop();
    recordings.noteCommand({ do: 'note', text: 'after' });
    expect(heard).toMatchObject([{ did: { do: 'note', text: 'now' } }]);
  });

  it('ends by the time of a clock that only goes forward, and by that on the wall after a sleep', async () => {
    const { recordings, world } = create();
    await recordings.start('/tmp/a.jsonl', 5);
    await vi.advanceTimersByTimeAsync(5 * minuteMs - 2_000);
    expect(recordings.state().running).toBeDefined();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(recordings.state()).toMatchObject({ last: { end: 'time' } });
    await recordings.start('/tmp/b.jsonl', 60);
    world.now += 61 * minuteMs;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(recordings.state()).toMatchObject({ last: { end: 'time', fileName: 'b.jsonl' } });
  });

  it('ends with the session, with its goodbye in it, and goes on through an attempt that fails', async () => {
    const { recordings, heard, transport } = create();
    await recordings.start('/tmp/a.jsonl', 5);
    recordings.signingIn(false);
    recordings.signedOut();
    recordings.signingIn(false);
    expect(recordings.state().running).toBeDefined();
    recordings.sessionEnded();
    await transport.request(request);
    expect(heard).toHaveLength(2);
    recordings.signedOut();
    await vi.advanceTimersByTimeAsync(0);
    expect(recordings.state()).toMatchObject({ last: { end: 'signed-out' } });
    await recordings.start('/tmp/b.jsonl', 5);
    recordings.sessionEnded();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(recordings.state()).toMatchObject({ last: { end: 'signed-out', fileName: 'b.jsonl' } });
  });

  it('never goes on into the session of another', async () => {
    const { recordings, heard, transport } = create();
    await recordings.start('/tmp/a.jsonl', 5);
    recordings.sessionEnded();
    recordings.signingIn(false);
    await transport.request(request);
    expect(heard).toEqual([]);
  });

  it('is none on a public computer, and ends before anything of a guest is recorded', async () => {
    const { recordings, world, heard, transport } = create();
    world.isGuest = true;
    expect(recordings.state().refusal).toBe('public-computer');
    await expect(recordings.start('/tmp/a.jsonl', 5)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(world.opened).toEqual([]);
    world.isGuest = false;
    recordings.allow('x', true);
    await recordings.start('/tmp/a.jsonl', 5);
    world.isGuest = true;
    recordings.signingIn(true);
    await transport.request(request);
    expect(heard).toEqual([]);
    await vi.advanceTimersByTimeAsync(0);
    expect(recordings.state()).toEqual({ refusal: 'public-computer', allowed: [] });
    expect(recordings.last()).toBeUndefined();
  });

  it('is none where an administrator wants none', async () => {
    const { recordings, world } = create({ isAllowed: false });
    expect(recordings.state().refusal).toBe('set-by-organisation');
    await expect(recordings.start('/tmp/a.jsonl', 5)).rejects.toMatchObject({ code: 'set-by-organisation' });
    expect(world.opened).toEqual([]);
  });

  it('ends on a full disk, and where its thread has died, and says which', async () => {
    const { recordings, trouble, writes } = create();
    await recordings.start('/tmp/a.jsonl', 5);
    writes({ exchanges: 7, isWhole: true, trouble: 'disk-full', unknown: [] });
    trouble();
    await vi.advanceTimersByTimeAsync(0);
    expect(recordings.state().last).toMatchObject({ end: 'disk-full', exchanges: 7, isWhole: true });
    await recordings.start('/tmp/b.jsonl', 5);
    writes(undefined);
    await recordings.stop();
    expect(recordings.state().last).toMatchObject({ end: 'not-written', isWhole: false });
  });

  it('is one at a time, and ends with the program', async () => {
    const { recordings, ends } = create();
    await recordings.start('/tmp/a.jsonl', 5);
    await expect(recordings.start('/tmp/b.jsonl', 5)).rejects.toMatchObject({ code: 'not-allowed' });
    await recordings.close();
    await recordings.close();
    expect(ends()).toBe(1);
    expect(recordings.state().last).toMatchObject({ end: 'quit', fileName: 'a.jsonl' });
  });

  it('keeps the allowed names in the next one', async () => {
    const { recordings, world } = create();
    recordings.allow('quill', true);
    recordings.allow('vex', true);
    recordings.allow('vex', false);
    await recordings.start('/tmp/a.jsonl', 5);
    expect(world.opened).toMatchObject([{ file: '/tmp/a.jsonl', allowed: ['quill'] }]);
  });
});
