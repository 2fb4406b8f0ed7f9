import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../server/base/log';
import { createLogWriter } from './server-log';

function written(...entries: readonly (LogEntry | string)[]): readonly unknown[] {
  const lines: string[] = [];
  const stream = { write: (line: string) => lines.push(line) > 0 };
  const write = createLogWriter(stream, () => new Date(0));
  entries.forEach(write);
  for (const line of lines) expect(line).toMatch(/^\{[^\n]*\}\n$/u);
  return lines.map((line) => JSON.parse(line) as unknown);
}

const time = '1970-01-01T00:00:00.000Z';

describe('the log of serve', () => {
  it('is a JSON object a line, with its time and level', () => {
    expect(
      written(
        { event: 'request', method: 'GET', path: '/', status: 200, ms: 3 },
        { event: 'sign-in', way: 'forms', outcome: 'wrong' },
        { event: 'bug', where: 'timer', at: 'Error at x.ts:1:2' },
        { event: 'world', state: 'away' },
        { event: 'world', state: 'ok' },
      ),
    ).toEqual([
      { time, level: 'info', event: 'request', method: 'GET', path: '/', status: 200, ms: 3 },
      { time, level: 'info', event: 'sign-in', way: 'forms', outcome: 'wrong' },
      { time, level: 'error', event: 'bug', where: 'timer', at: 'Error at x.ts:1:2' },
      { time, level: 'warning', event: 'world', state: 'away' },
      { time, level: 'info', event: 'world', state: 'ok' },
    ]);
  });

  it('has nothing of what is only counted', () => {
    expect(
      written({ event: 'action', kind: 'search', outcome: 'accepted' }, { event: 'told', kind: 'search' }),
    ).toEqual([]);
  });

  it('masks names, addresses and secrets in the words of other parts, and keeps to one line', () => {
    const [note] = written('stream of dana@example.com/x is down\npassword="secret" sip:lee@example.com') as [
      { event: string; text: string },
    ];
    expect(note).toMatchObject({ time, level: 'info', event: 'note' });
    expect(note.text).toMatch(/^stream of person-[0-9a-f]{6}\/x is down\n/u);
    expect(note.text).not.toMatch(/dana|lee|secret/u);
  });
});
