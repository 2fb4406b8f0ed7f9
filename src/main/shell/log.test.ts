import { describe, expect, it } from 'vitest';
import { FailureError } from '../../shared/domain/failure';
import { createLog } from './log';

function open() {
  const lines: string[] = [];
  const log = createLog({
    write: (line) => void lines.push(line),
    mask: (line) => line.replaceAll('window', '***'),
    now: () => Date.UTC(2024, 0, 2, 3, 4, 5),
  });
  return { lines, log };
}

describe('createLog', () => {
  it('writes words of the program, codes and numbers, through the mask', () => {
    const { lines, log } = open();
    log('the page of a window hangs', { kind: 'main', count: 3, isFirst: true, step: undefined });
    expect(lines).toEqual(['2024-01-02T03:04:05.000Z the page of a *** hangs kind=main count=3 isFirst=true']);
  });

  it('tells an error and a failure without what they say', () => {
    const { lines, log } = open();
    const failure = {
      code: 'server-error',
      detail: '18201, no such user dana',
      facts: { cwa: 18201, sip: 480 },
    } as const;
    log('poll', { failure });
    log('journal', { error: new FailureError('unreachable', 'dana is gone', { facts: { system: 'ECONNRESET' } }) });
    expect(lines[0]).toBe('2024-01-02T03:04:05.000Z poll server-error cwa=18201 sip=480');
    expect(lines[1]).toMatch(/journal FailureError unreachable ECONNRESET at log\.test\.ts:\d+:\d+/u);
    expect(lines.join('\n')).not.toContain('dana');
  });

  it('takes no text that the program does not know', () => {
    const { log } = open();
    const foreign = String('sip:dana@example.com');
    // Each of these lines is an error to the compiler, which is what this test is about: it would say so if one were none.
    // @ts-expect-error a text
    log(foreign);
    // @ts-expect-error words around a text
    log(`poll of ${foreign}`);
    // @ts-expect-error a text among the facts
    log('poll', { of: foreign });
    // @ts-expect-error words around a text among the facts
    log('poll', { of: `user ${foreign}` });
    // @ts-expect-error one of several may be a text
    log('poll', { of: foreign as 'known' | `user ${string}` });
    // @ts-expect-error a name of a fact that is a text
    log('poll', { [foreign]: 1 });
    // @ts-expect-error a list of texts
    log('poll', { of: [foreign] });
    expect(log.recent()).toHaveLength(7);
  });

  it('keeps the last lines and lets the old ones go', () => {
    const { lines, log } = open();
    for (let index = 0; index < 600; index += 1) log('line', { index });
    expect(lines).toHaveLength(600);
    expect(log.recent()).toEqual(lines.slice(100));
  });
});
