import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../testing/test-server';
import { createClientAddresses, isProxyToTrust } from './client-address';

describe('the address of a client', () => {
  const addresses = createClientAddresses(['192.0.2.7', '10.1.0.0/16', '2001:db8:7::/48']);

  it.each<[string, string, readonly string[], string]>([
    ['is the one that has connected', '198.51.100.4', [], '198.51.100.4'],
    ['is not what a stranger writes', '198.51.100.4', ['203.0.113.9'], '198.51.100.4'],
    ['is what a trusted proxy has written', '192.0.2.7', ['203.0.113.9'], '203.0.113.9'],
    ['is the last that is no proxy of ours', '192.0.2.7', ['1.1.1.1, 203.0.113.9, 10.1.2.3'], '203.0.113.9'],
    ['is the last of several headers', '192.0.2.7', ['1.1.1.1', '203.0.113.9'], '203.0.113.9'],
    ['is the proxy’s where it has written none', '192.0.2.7', [], '192.0.2.7'],
    ['is the first proxy’s where all are ours', '192.0.2.7', ['10.1.0.1,10.1.0.2'], '10.1.0.1'],
    ['is the proxy’s where it has written nonsense', '192.0.2.7', ['1.1.1.1, unknown'], '192.0.2.7'],
    ['is nobody’s further than nonsense', '192.0.2.7', ['1.1.1.1, _x, 10.1.0.2'], '10.1.0.2'],
    ['has no port', '192.0.2.7', ['203.0.113.9:4711'], '203.0.113.9'],
    ['may be of the newer family', '2001:db8:7::1', ['2001:db8:ffff::9'], '2001:db8:ffff::9'],
    ['may be in brackets', '2001:db8:7::1', ['[2001:db8:ffff::9]:4711'], '2001:db8:ffff::9'],
    ['of the older family may come in the form of the newer', '::ffff:192.0.2.7', ['::ffff:10.2.0.1'], '10.2.0.1'],
    ['is nothing that could be a long text', '192.0.2.7', [`${'['.repeat(10_000)}`], '192.0.2.7'],
  ])('%s', (_, peer, forwarded, found) => {
    expect(addresses.of(peer, forwarded)).toBe(found);
  });

  it('is the connection’s where no proxy is trusted', () => {
    expect(createClientAddresses([]).of('127.0.0.1', ['203.0.113.9'])).toBe('127.0.0.1');
  });

  it.each([
    ['192.0.2.7', true],
    ['::1', true],
    ['10.0.0.0/8', true],
    ['2001:db8::/32', true],
    ['10.0.0.0/33', false],
    ['10.0.0.0/', false],
    ['proxy.example.com', false],
    ['', false],
  ])('%s can be trusted: %s', (text, can) => {
    expect(isProxyToTrust(text)).toBe(can);
  });
});

describe('behind a trusted proxy', () => {
  /** The status of a sign-in with a wrong password, by way of a proxy of this computer. */
  function guess(url: string, from: string, user: string): Promise<string> {
    const body = `<cwaRequests><logon><user>${user}</user><password>x</password></logon></cwaRequests>`;
    return new Promise((resolve, reject) => {
      const sent = request(`${url}/forms/logon.html`, { method: 'POST', headers: { 'X-Forwarded-For': from } });
      sent.on('error', reject).on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => resolve(text));
      });
      sent.end(body);
    });
  }

  it.each([true, false])('guesses are those of the address that it speaks for (trusted: %s)', async (isTrusted) => {
    const server = await startTestServer(
      { ...(isTrusted && { trustedProxies: ['127.0.0.1'] }) },
      { limits: { failedSignInsPerAddress: 2, failedSignInsPerUser: 100 } },
    );
    await guess(server.url, '203.0.113.9', 'EXAMPLE\\kim');
    await guess(server.url, '203.0.113.9', 'EXAMPLE\\lee');
    const timers = server.clock.pending;
    // The third of one address waits for its turn; of another address it is the first.
    const third = guess(server.url, '203.0.113.10', 'EXAMPLE\\mei');
    if (isTrusted) expect(await third).toContain('401');
    else {
      await expect.poll(() => server.clock.pending).toBeGreaterThan(timers);
      server.clock.advance(60_000);
      await third;
    }
  });

  it('its connections are not counted as those of one address', async () => {
    const limits = { connections: 1, connectionsPerAddress: 1 };
    const server = await startTestServer({ trustedProxies: ['127.0.0.1'], holdMs: 60_000 }, { limits });
    const [dana, lee] = [await server.join('dana'), await server.join('lee')];
    const held = [dana.pollRaw(), lee.pollRaw()];
    await expect.poll(() => server.state().heldPolls).toBe(2);
    expect(server.state().connections).toBeGreaterThan(1);
    server.clock.advance(60_000);
    for (const { status } of await Promise.all(held)) expect(status).toBe(200);
  });

  it('an account has only so many requests under way, and others have theirs', async () => {
    const limits = { requestsAtOnce: 2 };
    const server = await startTestServer({ trustedProxies: ['127.0.0.1'], holdMs: 60_000 }, { limits });
    const [dana, lee] = [await server.join('dana'), await server.join('lee')];
    const other = await server.join('dana');
    await dana.skip();
    const held = [dana.pollRaw(), other.pollRaw()];
    await expect.poll(() => server.state().heldPolls).toBe(2);
    const refused = await dana.pollRaw();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('1');
    expect((await lee.post('/cwa/MainCommandHandler.ashx', '<cwaRequests/>')).status).toBe(200);
    server.clock.advance(60_000);
    for (const { status } of await Promise.all(held)) expect(status).toBe(200);
    expect((await dana.post('/cwa/MainCommandHandler.ashx', '<cwaRequests/>')).status).toBe(200);
  });

  it('strangers of one address have only so many requests under way', async () => {
    const limits = { connectionsPerAddress: 1, failedSignInsPerAddress: 1 };
    const server = await startTestServer({ trustedProxies: ['127.0.0.1'] }, { limits });
    await guess(server.url, '203.0.113.9', 'EXAMPLE\\kim');
    const timers = server.clock.pending;
    const waiting = guess(server.url, '203.0.113.9', 'EXAMPLE\\lee');
    await expect.poll(() => server.clock.pending).toBeGreaterThan(timers);
    expect(await guess(server.url, '203.0.113.9', 'EXAMPLE\\mei')).toBe('');
    expect(await guess(server.url, '203.0.113.10', 'EXAMPLE\\mei')).toContain('401');
    server.clock.advance(60_000);
    expect(await waiting).toContain('401');
  });
});
