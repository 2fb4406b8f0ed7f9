import { createType1Message, createType3Message, parseType2Message } from '@node-ntlm/core';
import { scryptSync } from 'node:crypto';
import { Agent, request, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { encodeRequests } from '../../../protocol/requests';
import { decodeReplies } from '../../../protocol/replies';
import type { TestClient } from '../../testing/test-client';
import { dana, lee, people, personRecord, startTestServer, type TestServer } from '../../testing/test-server';

const salt = Buffer.from('0123456789abcdef');
const passwordHash = `scrypt$1024$8$1$${salt.toString('base64')}$${scryptSync('hashed', salt, 32, { N: 1024, r: 8, p: 1 }).toString('base64')}`;

/** What is said to Dana, who has to wait for it. */
async function waitAndSee(server: TestServer, client: TestClient, secret: string, waitMs: number): Promise<string> {
  const timers = server.clock.pending;
  const asked = client.signIn('EXAMPLE\\dana', secret);
  await expect.poll(() => server.clock.pending, { timeout: 20_000 }).toBe(timers + 2);
  server.clock.advance(waitMs);
  return (await asked).body;
}

describe('forms sign-in', () => {
  it('answers logon with the ticket in the header, uri and signInData in the body', async () => {
    const client = (await startTestServer()).client();
    const answer = await client.signIn('EXAMPLE\\dana', 'correct horse');
    expect(answer.status).toBe(200);
    expect(client.ticket).toMatch(/^[\w-]{40,}$/u);
    const [reply] = decodeReplies(answer.body).replies;
    expect(reply).toEqual({
      kind: 'signInSucceeded',
      uri: dana.uri,
      signInData: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/u),
    });
  });

  it('7.37 makes signInData of the directory’s numbers, takes it back, takes another, works without', async () => {
    const server = await startTestServer();
    const client = server.client();
    const { body } = await client.signIn('EXAMPLE\\dana', 'correct horse');
    const [reply] = decodeReplies(body).replies;
    const signInData = reply?.kind === 'signInSucceeded' ? (reply.signInData ?? '') : '';
    expect(Buffer.from(signInData, 'base64').toString()).toBe(
      '<signInData><workPhone>+12025550114</workPhone><homePhone>+12025550116</homePhone><mobilePhone>+12025550115</mobilePhone><otherPhone></otherPhone><office>Room 208</office></signInData>',
    );
    for (const data of [signInData, 'not ours', undefined]) {
      expect(await client.open(data === undefined ? {} : { signInData: data })).toMatchObject({
        kind: 'requestAccepted',
      });
    }
  });

  it.each(['example\\DANA', 'dana@example.com', 'dana@EXAMPLE', ' EXAMPLE\\dana '])(
    'knows Dana as %j',
    async (user) => {
      const client = (await startTestServer()).client();
      await client.signIn(user, 'correct horse');
      expect(client.ticket).toBeTruthy();
    },
  );

  it.each([
    ['EXAMPLE\\dana', 'wrong'],
    ['EXAMPLE\\dana', ''],
    ['EXAMPLE\\nobody', 'correct horse'],
    ['dana', 'correct horse'],
    ['constructor', ''],
  ])('refuses %j with %j as 200 with an error and no ticket, and does not say what was wrong', async (user, secret) => {
    const client = (await startTestServer()).client();
    const answer = await client.signIn(user, secret);
    expect(answer.status).toBe(200);
    expect(client.ticket).toBeUndefined();
    expect(decodeReplies(answer.body).replies[0]).toMatchObject({
      kind: 'requestFailed',
      error: { code: 18201, detail: 'The user name or the password is wrong.', sipResponse: { code: 401 } },
    });
  });

  it('takes passwords kept as scrypt hashes', async () => {
    const { password: _, ...record } = personRecord('hana', 'Hana Ito');
    const server = await startTestServer({ people: [dana, { ...record, passwordHash }] });
    const client = server.client();
    await client.signIn('EXAMPLE\\hana', 'wrong');
    expect(client.ticket).toBeUndefined();
    await client.signIn('EXAMPLE\\hana', 'hashed');
    expect(client.ticket).toBeTruthy();
  });

  it(
    'answers 18101 to who would have to wait for longer than a client does, and lets the right password in later',
    { timeout: 30_000 },
    async () => {
      const server = await startTestServer({}, { limits: { failedSignInsPerUser: 1 } });
      const client = server.client();
      await client.signIn('EXAMPLE\\dana', 'wrong');
      for (const waitMs of [1_000, 2_000, 4_000, 8_000, 16_000, 16_000])
        await waitAndSee(server, client, 'wrong', waitMs);
      expect(await waitAndSee(server, client, 'correct horse', 25_000)).toContain('code="18101"');
      expect(client.ticket).toBeUndefined();
      await client.signIn('EXAMPLE\\lee', 'correct horse');
      expect(client.ticket).toBeTruthy();
      client.ticket = undefined;
      server.clock.advance(61_000);
      await client.signIn('EXAMPLE\\dana', 'correct horse');
      expect(client.ticket).toBeTruthy();
    },
  );

  it.each([
    [{ ...dana, uri: 'dana@example.com' }],
    [{ ...lee, uri: dana.uri }],
    [{ ...lee, user: dana.user }],
    [{ ...lee, passwordHash: 'scrypt$x' }],
  ])('does not start with people it cannot use: %j', async (bad) => {
    await expect(startTestServer({ people: [dana, bad] })).rejects.toThrow();
  });
});

describe('tickets', () => {
  it('rotates after its life, with the old one good for a command and a poll under way', async () => {
    const server = await startTestServer({ ticketTtlMs: 60_000 });
    const client = await server.join('dana');
    const first = client.ticket;
    server.clock.advance(60_000);
    await client.poll();
    expect(client.ticket).not.toBe(first);
    const second = client.ticket;
    client.ticket = first;
    await client.poll();
    expect(client.ticket).toBe(second);
    client.ticket = first;
    server.clock.advance(5 * 60_000);
    expect((await client.pollRaw()).status).toBe(401);
  });

  it('outlives terminateSession', async () => {
    const client = await (await startTestServer()).join('dana');
    await client.send({ kind: 'terminateSession' });
    expect(await client.open()).toMatchObject({ kind: 'requestAccepted' });
  });
});

/** One leg on the connection of the agent. */
function leg(
  url: string,
  agent: Agent,
  authorization?: string,
): Promise<{ status: number; headers: IncomingMessage['headers']; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'text/xml', ...(authorization && { Authorization: authorization }) };
    const post = request(`${url}/iwa/logon.html`, { method: 'POST', agent, headers }, (response) => {
      let body = '';
      response.on('data', (data: Buffer) => (body += data.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    post.on('error', reject).end('<cwaRequests><logon/></cwaRequests>');
  });
}

async function signInWithNtlm(url: string, domain: string, username: string, secret: string): ReturnType<typeof leg> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const offered = await leg(url, agent);
    expect([offered.status, offered.headers['www-authenticate']]).toEqual([401, 'NTLM']);
    const challenged = await leg(url, agent, createType1Message({ domain: '', workstation: '' }));
    expect(challenged.status).toBe(401);
    const challenge = parseType2Message(challenged.headers['www-authenticate'] ?? '');
    return await leg(
      url,
      agent,
      createType3Message(challenge, { domain, username, password: secret, workstation: '' }),
    );
  } finally {
    agent.destroy();
  }
}

describe('integrated sign-in', () => {
  it.each([
    ['EXAMPLE', 'dana'],
    ['', 'dana@example.com'],
    ['', 'dana'],
  ])('takes the answer of %j and %j to its challenge', async (domain, name) => {
    const server = await startTestServer();
    const answer = await signInWithNtlm(server.url, domain, name, 'correct horse');
    expect(answer.status).toBe(200);
    expect(answer.headers['cwa-ticket']).toBeTruthy();
    expect(decodeReplies(answer.body).replies[0]).toMatchObject({ kind: 'signInSucceeded', uri: dana.uri });
  });

  it.each([
    ['EXAMPLE', 'dana', 'wrong'],
    ['OTHER', 'dana', 'correct horse'],
    ['EXAMPLE', 'nobody', 'correct horse'],
  ])('refuses %j, %j, %j with 401', async (domain, name, secret) => {
    const server = await startTestServer();
    const answer = await signInWithNtlm(server.url, domain, name, secret);
    expect([answer.status, answer.headers['cwa-ticket']]).toEqual([401, undefined]);
  });

  it('takes an answer only on the connection that was challenged, and once', async () => {
    const server = await startTestServer();
    const agents = [0, 1].map(() => new Agent({ keepAlive: true, maxSockets: 1 })) as [Agent, Agent];
    const challenged = await leg(server.url, agents[0], createType1Message({ domain: '', workstation: '' }));
    const challenge = parseType2Message(challenged.headers['www-authenticate'] ?? '');
    const answer = createType3Message(challenge, {
      domain: 'EXAMPLE',
      username: 'dana',
      password: 'correct horse',
      workstation: '',
    });
    expect((await leg(server.url, agents[1], answer)).status).toBe(401);
    expect((await leg(server.url, agents[0], answer)).status).toBe(200);
    expect((await leg(server.url, agents[0], answer)).status).toBe(401);
    for (const agent of agents) agent.destroy();
  });

  it.each([
    'NTLM',
    'NTLM x',
    'NTLM AAAA',
    'Negotiate YII=',
    `NTLM ${Buffer.from('NTLMSSP\0\u0003\0\0\0').toString('base64')}`,
    'Basic ZGFuYTp4',
  ])('offers NTLM in answer to %j', async (authorization) => {
    const server = await startTestServer();
    const agent = new Agent({ keepAlive: true });
    expect((await leg(server.url, agent, authorization)).headers['www-authenticate']).toBe('NTLM');
    agent.destroy();
  });
});

describe('single sign-on', () => {
  it('leads from the form over a redirect to the ticket, and names the page to sign off', async () => {
    const server = await startTestServer();
    const client = server.client();
    const form = await client.post('/sso/logon.html', '<cwaRequests><logon/></cwaRequests>');
    expect(form.headers.get('Content-Type')).toContain('text/html');
    const action = /action="([^"]+)"/u.exec(form.body)?.[1] ?? '';
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const fields = (secret: string): string =>
      new URLSearchParams({ user: 'EXAMPLE\\dana', password: secret }).toString();

    const refused = await client.post(action, fields('wrong'), type);
    expect(refused.body).toContain('role="alert"');
    const posted = await client.post(action, fields('correct horse'), type);
    expect([posted.status, posted.headers.get('Location')]).toEqual([302, '/sso/logon.html']);
    expect(client.ticket).toBeUndefined();

    const cookie = (posted.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
    const landed = await client.raw('/sso/logon.html', { headers: { Cookie: cookie } });
    expect(decodeReplies(landed.body).replies[0]).toMatchObject({ kind: 'signInSucceeded', uri: dana.uri });
    expect(client.ticket).toBeTruthy();
    const again = await client.raw('/sso/logon.html', { headers: { Cookie: cookie } });
    expect(again.headers.get('CWA-Ticket')).toBeNull();

    await client.open();
    await client.poll();
    const logoff = client.ofKind('configuration')[0]?.customAuthLogoffUrl ?? '';
    expect(logoff).toBe(`${server.url}/sso/logoff.html`);
    expect((await fetch(logoff)).status).toBe(200);
  });

  it.each([
    [['127.0.0.1'], 'https', 'https'],
    [['127.0.0.1'], 'gopher', 'http'],
    [['192.0.2.7'], 'https', 'http'],
  ])('names that page by what a proxy says, if it is trusted: %s %s', async (trustedProxies, said, scheme) => {
    const server = await startTestServer({ trustedProxies });
    const client = server.client();
    const fields = new URLSearchParams({ user: 'EXAMPLE\\dana', password: 'correct horse' }).toString();
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const posted = await client.post('/sso/sign-in.html', fields, type);
    await client.raw('/sso/logon.html', { headers: { Cookie: posted.headers.get('Set-Cookie') ?? '' } });
    const body = encodeRequests({ requests: [{ kind: 'initiateSession', rid: '1' }] });
    const opened = await client.post('/cwa/MainCommandHandler.ashx', body, { 'X-Forwarded-Proto': said });
    const [reply] = decodeReplies(opened.body).replies;
    client.sid = (reply?.kind === 'requestAccepted' && reply.session?.sid) || 0;
    await client.poll();
    const { host } = new URL(server.url);
    expect(client.ofKind('configuration')[0]?.customAuthLogoffUrl).toBe(`${scheme}://${host}/sso/logoff.html`);
  });

  it('shows what was typed as text, and takes no form from another site', async () => {
    const client = (await startTestServer()).client();
    const body = new URLSearchParams({ user: '"><script>alert(1)</script>', password: 'x' }).toString();
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const answer = await client.post('/sso/sign-in.html', body, type);
    expect(answer.body).not.toContain('<script');
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect((await client.post('/sso/sign-in.html', body, { ...type, Origin: 'https://evil.example' })).status).toBe(
      403,
    );
  });
});

it('starts with people of several domains', async () => {
  const server = await startTestServer({
    people: [...people, personRecord('dana2', 'Dana', { uri: 'sip:dana@other.example', user: 'OTHER\\dana' })],
  });
  const client = server.client();
  await client.signIn('OTHER\\dana', 'correct horse');
  await client.open();
  expect(client.uri).toBe('sip:dana@other.example');
});
