import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from './command-line';
import { parseConnectOptions } from './connect-options';
import { parseServeOptions } from './serve-options';

const folder = mkdtempSync(join(tmpdir(), 'parley-options-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const serve = (line: string) => parseServeOptions(line === '' ? [] : line.split(' '));
const connect = (line: string) => parseConnectOptions(line.split(' '));
const fingerprint = 'ab'.repeat(32);

describe('the options of serve', () => {
  it('needs none', () => {
    expect(serve('')).toEqual({
      isInsecure: false,
      drainMs: 0,
      server: { people: [], demo: false, host: '127.0.0.1', faults: [] },
    });
  });
  it('takes all of them', () => {
    const line =
      '--port 8080 --demo --hold 2000 --poll-wait 50 --ticket-ttl 60000 --session-timeout 30 --seed 7 --log x.log --metrics 9101 --drain 30';
    expect(serve(`${line} --fault delay:0-2000 --fault drop-response:0.1`)).toEqual({
      isInsecure: false,
      logFile: 'x.log',
      metricsPort: 9101,
      drainMs: 30_000,
      server: {
        people: [],
        demo: true,
        host: '127.0.0.1',
        port: 8080,
        holdMs: 2000,
        pollWaitMs: 50,
        ticketTtlMs: 60_000,
        sessionTimeoutS: 30,
        seed: 7,
        faults: ['delay:0-2000', 'drop-response:0.1'],
      },
    });
  });
  it('takes names that clients may call it by', () => {
    expect(serve('--allow-host im.example.com --allow-host [2001:db8::1]:8443').server.allowedHosts).toEqual([
      'im.example.com',
      '[2001:db8::1]:8443',
    ]);
  });
  it('takes proxies to trust, one by one or together', () => {
    const { trustedProxies } = serve('--trusted-proxy 192.0.2.7,10.1.0.0/16 --trusted-proxy ::1').server;
    expect(trustedProxies).toEqual(['192.0.2.7', '10.1.0.0/16', '::1']);
  });
  it.each(['localhost', '127.0.0.2', '::1'])('serves %s without TLS', (host) => {
    expect(serve(`--host ${host}`).isInsecure).toBe(false);
  });
  it.each(['0.0.0.0', '::', '192.0.2.1', 'parley.example.com'])('serves %s without TLS only when told to', (host) => {
    expect(() => serve(`--host ${host}`)).toThrow(UsageError);
    expect(serve(`--host ${host} --insecure-http`).isInsecure).toBe(true);
  });
  it('takes a backend', () => {
    const line = '--backend xmpp://127.0.0.1:5222?domain=example.com,xmpp://127.0.0.1:5223?domain=example.com';
    const hosts = [5222, 5223].map((port) => ({ host: '127.0.0.1', port }));
    expect(serve(line).server.backend).toEqual({ hosts, domain: 'example.com', isPlainAllowed: false });
    expect(serve(`${line} --insecure-backend`).server.backend?.isPlainAllowed).toBe(true);
    expect(serve(`${line} --backend-ca ${file('ca.pem', 'PEM')}`).server.backend?.ca).toBe('PEM');
  });
  it.each([
    '--backend 127.0.0.1:5222',
    '--backend xmpp://127.0.0.1:5222',
    '--backend xmpp://192.0.2.1?domain=example.com --insecure-backend',
    '--backend xmpp://127.0.0.1?domain=example.com --demo',
    '--backend xmpp://127.0.0.1?domain=example.com --backend-ca /nowhere.pem',
    '--insecure-backend',
  ])('refuses %s', (line) => {
    expect(() => serve(line)).toThrow(UsageError);
  });
  it.each([
    ['--port 65536', '--port wants a whole number from 0 to 65535, not "65536"'],
    ['--allow-host http://x', '--allow-host wants a name like im.example.com'],
    ['--allow-host *', '--allow-host wants a name like im.example.com'],
    ['--hold 1.5', '--hold wants a whole number'],
    ['--seed -1', "Option '--seed' argument is ambiguous"],
    ['--fault explode:1', '--fault: unknown fault: explode'],
    ['--fault drop-response:2', '--fault: not a rate from 0 to 1: drop-response:2'],
    ['--fault http-500', '--fault: not a fault: http-500 (like http-500:0.1)'],
    ['--fault delay:9-1', '--fault: not a delay like 0-2000: delay:9-1'],
    ['--fault restart:0.5', '--fault: not a number of milliseconds from 100'],
    ['--tls-key x', '--tls-key and --tls-cert need each other'],
    ['--people nowhere.json', '--people: nowhere.json does not exist'],
    ['--people src', '--people: src is a folder'],
    ['--metrics 70000', '--metrics wants a whole number from 0 to 65535, not "70000"'],
    ['--metrics x', '--metrics wants a whole number from 0 to 65535, not "x"'],
    ['--metrics 8080 --port 8080', '--metrics and --port cannot be the same'],
    ['--drain -1', "Option '--drain' argument is ambiguous"],
    ['--drain 1.5', '--drain wants a whole number from 0 to 86400, not "1.5"'],
    ['--drain 90000', '--drain wants a whole number from 0 to 86400, not "90000"'],
    ['--trusted-proxy proxy.example.com', 'not "proxy.example.com"'],
    ['--trusted-proxy 192.0.2.7,', 'not ""'],
    ['--trusted-proxy 10.0.0.0/40', 'not "10.0.0.0/40"'],
    ['--frobnicate', "Unknown option '--frobnicate'"],
    ['extra', "Unexpected argument 'extra'"],
  ])('%s is wrong usage', (line, words) => {
    expect(() => serve(line)).toThrow(UsageError);
    expect(() => serve(line)).toThrow(words);
  });
  it('refuses files that are no key and certificate', () => {
    const junk = file('junk.pem', 'junk');
    expect(() => serve(`--tls-key ${junk} --tls-cert ${junk}`)).toThrow(/do not make a key/u);
  });
});

describe('the options of connect', () => {
  it('needs a server and a user', () => {
    expect(connect('--server cwa.example.com --user EXAMPLE\\dana')).toEqual({
      servers: ['https://cwa.example.com'],
      isInsecure: false,
      method: 'forms',
      user: 'EXAMPLE\\dana',
      availability: 'available',
      isPasswordOnStdin: false,
      isPersistent: false,
      transport: { minTlsVersion: 'TLSv1.2' },
    });
  });
  it('takes all of them', () => {
    const ca = file('ca.pem', 'PEM');
    const line = `--server http://192.0.2.1 --auth integrated --availability away --password-stdin --retry --legacy-tls`;
    expect(connect(`${line} --ca ${ca} --trust-fingerprint ${fingerprint}`)).toEqual({
      servers: ['http://192.0.2.1'],
      isInsecure: true,
      method: 'integrated',
      availability: 'away',
      isPasswordOnStdin: true,
      isPersistent: true,
      transport: { minTlsVersion: 'TLSv1', ca: 'PEM', trustedFingerprint: Array(32).fill('AB').join(':') },
    });
  });
  it('tries a bare name of this computer both ways', () => {
    expect(connect('--server localhost:5000 --user d').servers).toEqual([
      'https://localhost:5000',
      'http://localhost:5000',
    ]);
  });
  it.each([
    ['--user d', '--server URL is needed'],
    ['--server x', '--user NAME is needed'],
    ['--server ftp://x --user d', '--server must begin with https://'],
    ['--server https://d:secret@x --user d', '--server must hold no user name or password; use --user'],
    ['--server x --user d --auth magic', '--auth must be one of forms, integrated, sso, not "magic"'],
    ['--server x --user d --availability asleep', '--availability must be one of'],
    ['--server x --user d --trust-fingerprint abc', '--trust-fingerprint wants the 64'],
    ['--server x --user d --password secret', "Unknown option '--password'"],
  ])('%s is wrong usage, and no secret is repeated', (line, words) => {
    let message = '';
    try {
      connect(line);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      ({ message } = error as Error);
    }
    expect(message).toContain(words);
    expect(message).not.toContain('secret');
  });
});
