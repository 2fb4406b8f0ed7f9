import { describe, expect, it } from 'vitest';
import { FailureError, type CertificateDetails } from '../../shared/domain/failure';
import type { JsonFile } from '../store/settings';
import { createKnownServers } from './server-trust';

const print = (byte: string): string => Array.from({ length: 32 }, () => byte).join(':');
const certificate: CertificateDetails = {
  subject: 'im.example.com',
  issuer: 'Example CA',
  validFrom: 0,
  validTo: 1,
  fingerprint: print('AB'),
  problem: 'unknown-issuer',
};

async function shown(file: JsonFile = { store: {} }) {
  const servers = createKnownServers(file);
  const transport = servers.watch({
    request: () => Promise.reject(new FailureError('certificate', undefined, { certificate })),
  });
  const request = { method: 'GET', url: 'https://im.example.com/forms/logon.html', headers: {}, timeoutMs: 1 } as const;
  await expect(transport.request(request)).rejects.toMatchObject({ code: 'certificate' });
  return servers;
}

describe('what is decided about a server', () => {
  it('is its own alone, and kept', async () => {
    const file: JsonFile = { store: {} };
    const servers = await shown(file);
    servers.trustCertificate('im.example.com', print('AB'), true);
    expect(servers.trustOf('https://im.example.com').fingerprint).toBe(print('AB'));
    expect(servers.trustOf('https://other.example.com').fingerprint).toBeUndefined();
    expect(createKnownServers(file).trustOf('https://im.example.com').fingerprint).toBe(print('AB'));
    servers.forget('https://im.example.com');
    expect(createKnownServers(file).decisions()).toEqual([]);
  });

  it('never concerns a certificate that the server has not shown', async () => {
    const servers = await shown();
    expect(() => servers.trustCertificate('im.example.com', print('CD'), true)).toThrow('not-allowed');
    expect(() => servers.trustCertificate('other.example.com', print('AB'), true)).toThrow('not-allowed');
    expect(servers.decisions()).toEqual([]);
  });

  it('is written nowhere on a public computer', async () => {
    const file: JsonFile = { store: {} };
    const servers = await shown(file);
    servers.trustCertificate('im.example.com', print('AB'), false);
    servers.allowOldTls('old.example.com', false);
    expect(servers.trustOf('https://old.example.com').allowOldTls).toBe(true);
    servers.allowOldTls('kept.example.com', true);
    expect(Object.keys(file.store)).toEqual(['https://kept.example.com']);
  });

  it('is read only where it makes sense', () => {
    const file: JsonFile = { store: { 'https://a.example.com': { fingerprint: 'x' }, 'https://b.example.com': 7 } };
    expect(createKnownServers(file).decisions()).toEqual([]);
  });

  it('allows old TLS to an encrypted address only', () => {
    expect(() => createKnownServers({ store: {} }).allowOldTls('http://127.0.0.1:80', true)).toThrow('not-allowed');
  });
});
