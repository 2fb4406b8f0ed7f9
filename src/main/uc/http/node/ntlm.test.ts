import { describe, expect, it } from 'vitest';
import { exchangeWithNtlm, splitUser, type Leg } from './ntlm';
import type { HttpResponse } from '../transport';

const credentials = { user: 'EXAMPLE\\dana', password: 'secret' };

/** A type 2 message with these flags and target information. */
function challenge(flags: number, info: Buffer): string {
  const head = Buffer.alloc(48);
  head.write('NTLMSSP\0', 'latin1');
  head.writeUInt32LE(2, 8);
  head.writeUInt32LE(flags, 20);
  head.fill(7, 24, 32);
  head.writeUInt16LE(info.length, 40);
  head.writeUInt16LE(info.length, 42);
  head.writeUInt32LE(48, 44);
  return Buffer.concat([head, info]).toString('base64');
}

function legs(offers: readonly string[]): { readonly leg: Leg; readonly sent: string[] } {
  const sent: string[] = [];
  const leg: Leg = (headers) => {
    const offer = offers[sent.length];
    sent.push(headers['authorization'] ?? '');
    const answer: HttpResponse =
      offer === undefined
        ? { status: 200, headers: {}, body: 'in' }
        : { status: 401, headers: { 'www-authenticate': offer }, body: '' };
    return Promise.resolve(answer);
  };
  return { leg, sent };
}

const ntlm2 = 0xa0888205;
const info = Buffer.from([0, 0, 0, 0]);

describe('exchangeWithNtlm', () => {
  it('answers the challenge in three legs', async () => {
    const { leg, sent } = legs(['Negotiate, NTLM', `NTLM ${challenge(ntlm2, info)}`]);
    expect((await exchangeWithNtlm(leg, credentials)).status).toBe(200);
    expect(sent.map((header) => header.slice(0, 5))).toEqual(['', 'NTLM ', 'NTLM ']);
  });

  it('uses the name Negotiate where that alone is offered', async () => {
    const { leg, sent } = legs(['Negotiate', `Negotiate ${challenge(ntlm2, info)}`]);
    await exchangeWithNtlm(leg, credentials);
    expect(sent[2]).toMatch(/^Negotiate /u);
  });

  it.each([
    ['without extended security', `NTLM ${challenge(0x00808205, info)}`],
    ['without target information', `NTLM ${challenge(0x00088205, Buffer.alloc(0))}`],
    ['with a challenge that is cut', `NTLM ${challenge(ntlm2, info).slice(0, 40)}`],
    ['with a challenge that is none', 'NTLM AAAAAAAA'],
    ['without a challenge', 'NTLM'],
  ])('gives nothing away to a server %s', async (_, offer) => {
    const { leg, sent } = legs(['NTLM', offer]);
    await expect(exchangeWithNtlm(leg, credentials)).rejects.toMatchObject({ code: 'sign-in-refused' });
    expect(sent).toHaveLength(2);
  });

  it('passes a refusal on that offers no integrated way', async () => {
    const { leg, sent } = legs(['Basic realm="NTLM"']);
    expect((await exchangeWithNtlm(leg, credentials)).status).toBe(401);
    expect(sent).toEqual(['']);
  });
});

describe('splitUser', () => {
  it.each([
    ['EXAMPLE\\dana', 'EXAMPLE', 'dana'],
    ['dana@example.com', '', 'dana@example.com'],
    ['dana', '', 'dana'],
  ])('splits %s', (user, domain, name) => {
    expect(splitUser(user)).toEqual({ domain, name });
  });
});
