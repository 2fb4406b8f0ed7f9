import { describe, expect, it, vi } from 'vitest';
import { FailureError } from '../../shared/domain/failure';
import type { RecordingReader } from '../recording/reader';
import type { Recordings } from '../recording/recordings';
import { recordingHandlers } from './recording-handlers';

function handlers(isGuest: boolean) {
  const ask = vi.fn(() => Promise.resolve('/tmp/a.jsonl'));
  const recordings = {
    requireAllowed() {
      if (isGuest) throw new FailureError('not-allowed');
    },
    start: vi.fn(() => Promise.resolve()),
    last: () => ({ file: '/tmp/last.jsonl', unknown: [] }),
  } satisfies Partial<Recordings>;
  const reader = {
    open: vi.fn(() => Promise.resolve({ problem: 'cut-off' as const })),
    steps: vi.fn(() => Promise.resolve({ total: 0, steps: [] })),
    text: vi.fn(() => Promise.resolve({ text: '', length: 0 })),
    file: () => '/tmp/a.jsonl',
  } satisfies Partial<RecordingReader>;
  const showInFolder = vi.fn();
  const whenGone = vi.fn();
  return {
    whenGone,
    ask,
    recordings,
    reader,
    showInFolder,
    call: recordingHandlers({
      recordings: recordings as unknown as Recordings,
      reader: reader as unknown as RecordingReader,
      askForFile: ask,
      askForRecording: ask,
      isGuest: () => isGuest,
      showInFolder,
      whenGone,
    }),
  };
}

const context = { senderId: 1 };

describe('recordingHandlers', () => {
  it('asks where to, and reads what was recorded or is chosen', async () => {
    const { call, recordings, reader, showInFolder, whenGone } = handlers(false);
    expect(await call['recording:start']({ minutes: 5 }, context)).toBe(true);
    expect(recordings.start).toHaveBeenCalledWith('/tmp/a.jsonl', 5);
    await call['recording:open']('last', context);
    await call['recording:open']('file', context);
    expect(reader.open.mock.calls.map(([file]: unknown[]) => file)).toEqual(['/tmp/last.jsonl', '/tmp/a.jsonl']);
    const gone = (): void => undefined;
    const [, , lookAfter] = reader.open.mock.calls[0] as unknown as Parameters<RecordingReader['open']>;
    lookAfter(gone);
    expect(whenGone).toHaveBeenCalledWith(context.senderId, gone);
    await call['recording:show-in-folder'](undefined, context);
    expect(showInFolder).toHaveBeenCalledWith('/tmp/a.jsonl');
  });

  it('has nothing for somebody who does not own this computer', async () => {
    const { call, ask, recordings, reader, showInFolder } = handlers(true);
    const refused = { code: 'not-allowed' };
    const asked = [
      () => call['recording:start']({ minutes: 5 }, context),
      () => call['recording:open']('last', context),
      () => call['recording:open']('file', context),
      () => call['recording:steps']({ search: '', from: 0 }, context),
      () => call['recording:text']({ step: 0, part: 'request', from: 0 }, context),
      () => call['recording:show-in-folder'](undefined, context),
    ];
    for (const each of asked) await expect((async () => each())()).rejects.toMatchObject(refused);
    for (const each of [ask, recordings.start, reader.open, reader.steps, reader.text, showInFolder])
      expect(each).not.toHaveBeenCalled();
  });
});
