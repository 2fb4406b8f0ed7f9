// The faults of `--fault` as a client meets them, in the real server.
import { afterEach, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../server';

let server: RunningServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const start = async (faults: readonly string[], seed = 1): Promise<string> => {
  server = await startServer({
    people: [{ uri: 'sip:dana@example.com', user: 'EXAMPLE\\dana', password: 'secret', name: 'Dana Reyes' }],
    faults,
    seed,
  });
  return server.url;
};

/** Signs in and opens a session: what it got, or `lost` for no answer at all. */
async function signIn(
  url: string,
): Promise<{ readonly status: number | 'lost'; readonly body: string; readonly ticket: string }> {
  try {
    const response = await fetch(`${url}/forms/logon.html`, {
      method: 'POST',
      body: '<cwaRequests><logon><user>EXAMPLE\\dana</user><password>secret</password></logon></cwaRequests>',
    });
    return {
      status: response.status,
      body: await response.text(),
      ticket: response.headers.get('cwa-ticket') ?? '',
    };
  } catch {
    return { status: 'lost', body: '', ticket: '' };
  }
}

async function openSession(url: string, ticket: string): Promise<string> {
  const response = await fetch(`${url}/cwa/MainCommandHandler.ashx`, {
    method: 'POST',
    headers: { 'cwa-ticket': ticket },
    body: '<cwaRequests sid="0"><initiateSession rid="1"/></cwaRequests>',
  });
  return (
    /<sid>(\d+)<\/sid>|sid="(\d+)"/u
      .exec(await response.text())
      ?.slice(1)
      .find(Boolean) ?? ''
  );
}

const poll = (url: string, ticket: string, sid: string, ackId: number): Promise<Response> =>
  fetch(`${url}/cwa/AsyncDataChannel.ashx?Sid=${sid}&AckID=${ackId}&UA=false`, { headers: { 'cwa-ticket': ticket } });

describe('a server with faults', () => {
  it.each(['drop-request:1', 'drop-response:1'])('gives no answer: %s', async (fault) => {
    expect((await signIn(await start([fault]))).status).toBe('lost');
  });

  it('answers 500', async () => {
    expect(await signIn(await start(['http-500:1']))).toMatchObject({ status: 500, ticket: '' });
  });

  it('waits', async () => {
    const url = await start(['delay:120-150']);
    const startedAt = performance.now();
    expect((await signIn(url)).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(119);
  });

  it.each(['truncate:1', 'garbage:1'])('answers with something that is not the answer: %s', async (fault) => {
    const { status, body } = await signIn(await start([fault]));
    expect(status).toBe(200);
    expect(body).not.toMatch(/requestSucceeded[\s\S]*<\/cwaResponses>\s*$/u);
  });

  it('takes a ticket for expired', async () => {
    const url = await start(['expire-ticket:1']);
    const { ticket } = await signIn(url);
    expect(ticket).not.toBe('');
    expect((await poll(url, ticket, '1', 0)).status).toBe(401);
  });

  it('loses a session, which a new one replaces', async () => {
    const url = await start(['lose-session:1']);
    const { ticket } = await signIn(url);
    const sid = await openSession(url, ticket);
    expect(await (await poll(url, ticket, sid, 0)).text()).toContain('18100');
    expect(await openSession(url, ticket)).not.toBe(sid);
  });

  it('tells events again that were acknowledged', async () => {
    const url = await start(['duplicate-events:1']);
    const { ticket } = await signIn(url);
    const sid = await openSession(url, ticket);
    const first = await (await poll(url, ticket, sid, 0)).text();
    const ackId = Number(/ackId="(\d+)"/u.exec(first)?.[1]);
    expect(ackId).toBeGreaterThan(0);
    expect(await (await poll(url, ticket, sid, ackId)).text()).toMatch(/eid="\d+"/u);
  });

  it('forgets everything but the people, again and again', async () => {
    const url = await start(['restart:150']);
    const { ticket } = await signIn(url);
    let status = 200;
    while (status === 200)
      status = await poll(url, ticket, '1', 0).then(
        (answer) => answer.status,
        () => 200,
      );
    expect(status).toBe(401);
    expect((await signIn(url)).ticket).not.toBe('');
  });

  it('does the same again with the same seed', async () => {
    const play = async (seed: number): Promise<unknown> => {
      const url = await start(['drop-response:0.3', 'http-500:0.3'], seed);
      const statuses: unknown[] = [];
      for (let round = 0; round < 25; round++) statuses.push((await signIn(url)).status);
      await server?.stop();
      return statuses;
    };
    const once = await play(11);
    expect(await play(11)).toEqual(once);
    expect(await play(12)).not.toEqual(once);
  });
});
