import { describe, expect, it } from 'vitest';
import { createLog } from './log';

function open() {
  const lines: string[] = [];
  const log = createLog({
    write: (line) => void lines.push(line),
    mask: (line) => line.replaceAll('dana', '***'),
    now: () => Date.UTC(2024, 0, 2, 3, 4, 5),
  });
  return { lines, log };
}

describe('createLog', () => {
  it('masks the message and the error alike', () => {
    const { lines, log } = open();
    log('no answer for dana', new Error('dana is gone'));
    expect(lines[0]).toMatch(/^2024-01-02T03:04:05\.000Z no answer for \*\*\*: Error: \*\*\* is gone\n/u);
  });

  it('keeps the last lines and lets the old ones go', () => {
    const { lines, log } = open();
    for (let index = 0; index < 600; index += 1) log(`line ${index}`);
    expect(lines).toHaveLength(600);
    expect(log.recent()).toEqual(lines.slice(100));
  });
});
