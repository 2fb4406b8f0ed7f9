// The faults of `--fault` as a client meets them, in the real server.
import { afterEach, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server';

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

  it('brings the reply before the events, and the events before the reply', async () => {
    const url = await start(['reorder:1'], 3);
    const { ticket } = await signIn(url);
    const sid = await openSession(url, ticket);
    let ackId = 0;
    const pollOnce = async (): Promise<string> => {
      const text = await (await poll(url, ticket, sid, ackId)).text();
      ackId = Number(/ackId="(\d+)"/u.exec(text)?.[1]);
      return text;
    };
    const first = new Set<string>();
    for (let round = 0; round < 12; round++) {
      let isAnswered = false;
      const rid = `r${round}`;
      const reply = command(url, ticket, sid, `<addGroup rid="${rid}"><group name="${rid}"/></addGroup>`)
        .then((response) => response.text())
        .then(() => (isAnswered = true));
      while (!new RegExp(`<requestSucceeded eid="\\d+" rid="${rid}"`, 'u').test(await pollOnce()));
      first.add(isAnswered ? 'reply' : 'events');
      await pollOnce();
      await reply;
    }
    expect([...first].sort()).toEqual(['events', 'reply']);
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

  it('does the same again with the same seed and the same requests, all kinds together', async () => {
    const once = await play(11);
    expect(await play(11)).toEqual(once);
    expect(await play(12)).not.toEqual(once);
    // All of it has happened.
    const all = once.join('\n');
    for (const what of ['lost', 'status 500', 'status 401', '18100', 'cut short', 'rubbish', 'told again']) {
      expect(all).toContain(what);
    }
  }, 30_000);

  it('does the same again on each channel, in whatever order commands and polls arrive', async () => {
    const faults = ['http-500:0.3', 'drop-response:0.3'];
    const statuses = async (pollsFirst: boolean): Promise<unknown> => {
      const url = await start(faults, 4);
      const polls: unknown[] = [];
      const commands: unknown[] = [];
      const pollOnce = async (): Promise<unknown> => polls.push(await outcome(poll(url, 'x', '1', 0)));
      for (let round = 0; round < 25; round++) {
        if (pollsFirst) await pollOnce();
        commands.push(await outcome(command(url, 'x', '1', '<terminateSession rid="1"/>')));
        if (!pollsFirst) await pollOnce();
        if (!pollsFirst && round % 3 === 0) await outcome(fetch(url));
      }
      await server?.stop();
      return { polls, commands };
    };
    expect(await statuses(true)).toEqual(await statuses(false));
  });
});

const everyKind = [
  'drop-request:0.08',
  'drop-response:0.08',
  'http-500:0.08',
  'truncate:0.08',
  'garbage:0.08',
  'duplicate-events:0.2',
  'expire-ticket:0.06',
  'lose-session:0.06',
  'delay:0-8',
];

function command(url: string, ticket: string, sid: string, request: string): Promise<Response> {
  return fetch(`${url}/cwa/MainCommandHandler.ashx`, {
    method: 'POST',
    headers: { 'cwa-ticket': ticket },
    body: `<cwaRequests sid="${sid}">${request}</cwaRequests>`,
  });
}

async function outcome(answer: Promise<Response>): Promise<string> {
  try {
    const response = await answer;
    const text = await response.text();
    return `status ${response.status}${text === '' ? ' empty' : ''}`;
  } catch {
    return 'lost';
  }
}

/** The same requests in the same order, whatever comes of them; in words what a client would see. */
async function play(seed: number): Promise<readonly string[]> {
  const url = await start(everyKind, seed);
  const seen: string[] = [];
  let [ticket, sid, ackId] = ['', '0', 0];
  const look = async (name: string, request: Promise<Response>): Promise<string> => {
    let status = 'lost';
    let body = '';
    try {
      const response = await request;
      ticket = response.headers.get('cwa-ticket') ?? ticket;
      status = `status ${response.status}`;
      body = await response.text();
    } catch {
      // As it is meant to be.
    }
    const isWhole = /<\/cwa(?:Responses|Events)>$|<cwaEvents[^>]*\/>$/u.test(body);
    const code = /code="(\d+)"/u.exec(body)?.[1] ?? '';
    const isAgain = isWhole && Number(/eid="(\d+)"/u.exec(body)?.[1] ?? Infinity) <= ackId;
    const shape = isWhole ? '' : /^<cwa(?:Responses|Events)/u.test(body) ? ' cut short' : body === '' ? '' : ' rubbish';
    seen.push(`${name}: ${status} ${code}${shape}${isAgain ? ' told again' : ''}`);
    return isWhole ? body : '';
  };
  for (let round = 0; round < 15; round++) {
    const logon = '<cwaRequests><logon><user>EXAMPLE\\dana</user><password>secret</password></logon></cwaRequests>';
    await look('logon', fetch(`${url}/forms/logon.html`, { method: 'POST', body: logon }));
    const opened = await look('open', command(url, ticket, '0', '<initiateSession rid="1"/>'));
    sid = /<sid>(\d+)/u.exec(opened)?.[1] ?? sid;
    if (opened.includes('<sid>')) ackId = 0;
    for (let at = 0; at < 3; at++) {
      const told = await look('poll', poll(url, ticket, sid, ackId));
      ackId = Number(/ackId="(\d+)"/u.exec(told)?.[1] ?? ackId);
      await look('command', command(url, ticket, sid, '<addGroup rid="2"><group name="x"/></addGroup>'));
    }
  }
  await server?.stop();
  return seen;
}
