import { describe, expect, it } from 'vitest';
import { createRecordingReader } from './reader';
import type { OpenReading } from './reading-thread';

function setUp() {
  const closed: string[] = [];
  let answer = (): void => undefined;
  const reader = createRecordingReader((file) => {
    const reading = { contents: { unknown: [] }, steps: async () => 'steps', close: () => closed.push(file) };
    return new Promise((resolve) => (answer = () => resolve(reading as unknown as OpenReading)));
  });
  const watched = new Set<() => void>();
  const open = (file: string) =>
    reader.open(file, [], (gone) => {
      watched.add(gone);
      return () => watched.delete(gone);
    });
  /** Its window is closed, or its page crashes. */
  const end = (): void => {
    for (const gone of watched) gone();
  };
  return { closed, reader, watched, open, end, answer: () => answer() };
}

const wanted = { search: '', from: 0 };

describe('the recording that is looked at', () => {
  it('is let go of with the page that looks at it', async () => {
    const { closed, reader, open, end, answer, watched } = setUp();
    const opened = open('a.jsonl');
    answer();
    await opened;
    expect(await reader.steps(wanted)).toBe('steps');
    end();
    expect(closed).toEqual(['a.jsonl']);
    await expect(reader.steps(wanted)).rejects.toMatchObject({ code: 'not-found' });
    expect(watched.size).toBe(0);
  });

  it('is let go of where the page is gone before it is read', async () => {
    const { closed, open, end, answer } = setUp();
    const opened = open('a.jsonl');
    end();
    answer();
    await expect(opened).rejects.toMatchObject({ code: 'cancelled' });
    expect(closed).toEqual(['a.jsonl']);
  });

  it('is that of the page that has opened one last', async () => {
    const { closed, open, answer, watched } = setUp();
    for (const file of ['a.jsonl', 'b.jsonl']) {
      const opened = open(file);
      answer();
      await opened;
    }
    expect(closed).toEqual(['a.jsonl']);
    expect(watched.size).toBe(1);
  });
});
