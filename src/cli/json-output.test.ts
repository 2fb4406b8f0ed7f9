import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { JsonOutput, lineOf } from './json-output';

describe('JsonOutput', () => {
  it.each(['  two  ', 'a\r\nb\n', '0012', ']]> &lt; <b>', 'a\u2028b\u2029c', '🎉 \u200frtl', '\ud800', 'true'])(
    'writes %j on one line that reads back the same',
    (text) => {
      const written = lineOf({ event: 'message', text });
      expect(written).not.toMatch(/[\n\r\u2028\u2029]/u);
      expect(JSON.parse(written)).toEqual({ event: 'message', text });
    },
  );
  it('leaves out what does not apply', () => {
    expect(lineOf({ event: 'done', id: undefined })).toBe('{"event":"done"}');
  });
  it('tells when its reader has gone, and is quiet from then on', async () => {
    const stream = new PassThrough();
    const output = new JsonOutput(stream);
    const closed = new Promise<void>((done) => output.whenClosed(done));
    stream.destroy(new Error('EPIPE'));
    await closed;
    output.write({ event: 'done' });
    await output.flush();
  });
});
