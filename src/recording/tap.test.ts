// What is told of an exchange: each answer when it came, and a failure where none did.
import { describe, expect, it } from 'vitest';
import type { HttpRequest, Transport, WireAnswer } from '../main/uc/http/transport';
import { FailureError } from '../shared/domain/failure';
import { MaskedLines } from './masked-lines';
import { readRecording } from './read-recording';
import { stepsOf } from './steps';
import { Tap, type Heard } from './tap';

const request: HttpRequest = {
  method: 'POST',
  url: 'https://im.example.com/iwa/logon.html',
  headers: { Authorization: 'Negotiate YIIabc' },
  body: '<logon/>',
  timeoutMs: 1,
};

const wire = (status: number, ...rawHeaders: string[]): WireAnswer => ({ status, rawHeaders, text: '' });

async function heardOf(request_: Transport['request']): Promise<Heard[]> {
  const heard: Heard[] = [];
  const tap = new Tap(
    () => 0,
    (each) => heard.push(each),
  );
  await tap.exchange({ request: request_ }, request).catch(() => undefined);
  return heard;
}

const toldOf = (heard: readonly Heard[]): unknown[] =>
  heard.map((each) => ('answered' in each ? each.answered.status : 'failed' in each ? each.failed : 'asked'));

function fileOf(heard: readonly Heard[]): string {
  const masked = new MaskedLines({ client: '1' });
  return `${[masked.start(), ...heard.map((each) => masked.line(each)), masked.end(0)].join('\n')}\n`;
}

describe('Tap', () => {
  it('tells a redirect as the answer that it is', async () => {
    const heard = await heardOf(async ({ onWire }) => {
      onWire?.(wire(302, 'Location', 'https://other.example.com/', 'Server', 'Microsoft-IIS/6.0'));
      return Promise.reject(new FailureError('redirected'));
    });
    expect(toldOf(heard)).toEqual(['asked', 302]);
    const [, answer] = readRecording(fileOf(heard)).entries;
    expect(answer).toMatchObject({
      answer: {
        status: 302,
        headers: [
          ['Location', 'https://host.invalid/'],
          ['Server', 'Microsoft-IIS/6.0'],
        ],
      },
    });
  });

  it('tells each answer of a sign-in in several steps, with the scheme and nothing of what was said', async () => {
    const heard = await heardOf(async ({ onWire }) => {
      onWire?.(wire(401, 'WWW-Authenticate', 'Negotiate', 'WWW-Authenticate', 'Basic realm="example"'));
      onWire?.(wire(401, 'WWW-Authenticate', 'NTLM TlRMTVNTUAAC'));
      onWire?.(wire(200, 'CWA-Ticket', 'AbCd'));
      return Promise.resolve({ status: 200, headers: {}, body: '' });
    });
    expect(toldOf(heard)).toEqual(['asked', 401, 401, 200]);
    const text = fileOf(heard);
    expect(text).not.toMatch(/TlRM|YII|example|AbCd/u);
    const { entries } = readRecording(text);
    expect(entries[0]).toMatchObject({ ask: { headers: [['Authorization', 'Negotiate ***']] } });
    expect(entries[1]).toMatchObject({
      answer: {
        headers: [
          ['WWW-Authenticate', 'Negotiate'],
          ['WWW-Authenticate', 'Basic ***'],
        ],
      },
    });
    const [step] = stepsOf(entries);
    expect(step?.answer?.outcome).toBe('200');
    expect(step?.answer?.text.match(/HTTP \d+/gu)).toEqual(['HTTP 401', 'HTTP 401', 'HTTP 200']);
  });

  it('tells a failure behind what came on the way', async () => {
    const heard = await heardOf(async ({ onWire }) => {
      onWire?.(wire(401, 'WWW-Authenticate', 'NTLM'));
      return Promise.reject(new FailureError('timeout'));
    });
    expect(toldOf(heard)).toEqual(['asked', 401, 'timeout']);
    expect(() => readRecording(fileOf(heard))).not.toThrow();
  });

  it('tells an answer of a stack that tells nothing of the wire', async () => {
    expect(toldOf(await heardOf(async () => Promise.resolve({ status: 204, headers: {}, body: '' })))).toEqual([
      'asked',
      204,
    ]);
    expect(toldOf(await heardOf(async () => Promise.reject(new FailureError('redirected'))))).toEqual([
      'asked',
      'redirected',
    ]);
  });
});
