// Where a password goes, over real HTTP: below the path that was typed, and nowhere that a server merely names.
import { createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseServerAddress } from '../http/server-address';
import { Desk, until } from '../testing/desk';

interface Front {
  readonly url: string;
  readonly paths: string[];
  stop(): Promise<void>;
}

/** What is asked of it; `answer`: false where the path is nobody's. */
async function startFront(
  answer: (path: string, request: IncomingMessage, response: ServerResponse) => boolean,
): Promise<Front> {
  const paths: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '';
    paths.push(path.replace(/\?.*/u, ''));
    if (!answer(path, request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

let desk: Desk;
let fronts: Front[];
beforeEach(async () => {
  desk = await Desk.open();
  fronts = [];
});
afterEach(async () => {
  await desk.close();
  await Promise.all(fronts.map((front) => front.stop()));
});

/** A service that lies below `prefix`. */
async function serviceBelow(prefix: string): Promise<Front> {
  const front = await startFront((path, request, response) => {
    if (!path.startsWith(`${prefix}/`)) return false;
    const { method, headers } = request;
    const onward = send(desk.service.url + path.slice(prefix.length), { method: method ?? '', headers }, (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
    return true;
  });
  fronts.push(front);
  return front;
}

async function redirecting(location: string, status = 302): Promise<Front> {
  const front = await startFront((_, request, response) => {
    request.resume();
    response.writeHead(status, { location }).end();
    return true;
  });
  fronts.push(front);
  return front;
}

/** The base that a typed address stands for. */
const baseOf = (typed: string): string => {
  const address = parseServerAddress(typed);
  return address.ok ? (address.candidates[0] ?? '') : '';
};

describe('a server whose address has a path', () => {
  it.each(['/ocs', '/ocs/', '/plants/ocs', '/ocs/cwa/', '/ocs/forms/logon.html'])(
    'is asked below it, and nowhere else: %s',
    async (typed) => {
      const prefix = typed.startsWith('/plants') ? '/plants/ocs' : '/ocs';
      const front = await serviceBelow(prefix);
      await desk.signIn({ serverUrl: baseOf(front.url + typed) });
      await until(() => desk.service.polls.length > 1, 'polls');
      await desk.engine.signOut();
      expect(new Set(front.paths)).toEqual(
        new Set(
          ['/forms/logon.html', '/cwa/MainCommandHandler.ashx', '/cwa/AsyncDataChannel.ashx'].map(
            (path) => prefix + path,
          ),
        ),
      );
    },
  );

  it('is told from one at the root of the same host', async () => {
    const front = await serviceBelow('/ocs');
    await expect(desk.signIn({ serverUrl: baseOf(front.url) })).rejects.toMatchObject({ code: 'not-a-server' });
    expect(front.paths).toEqual(['/forms/logon.html']);
    expect(desk.service.signIns).toBe(0);
  });
});

describe('a sign-in page that sends us elsewhere', () => {
  it.each([301, 302, 303, 307, 308])('is named and not followed (status %i)', async (status) => {
    const other = await serviceBelow('');
    const front = await redirecting(`${other.url}/forms/logon.html`, status);
    await expect(desk.signIn({ serverUrl: front.url })).rejects.toMatchObject({
      code: 'redirected',
      redirect: { to: other.url, isOtherHost: false, isStepDown: false },
    });
    expect(front.paths).toEqual(['/forms/logon.html']);
    expect(other.paths).toEqual([]);
    expect(desk.model.connection).toMatchObject({ kind: 'signed-out', failure: { redirect: { to: other.url } } });
  });

  it('leads to a server that takes the sign-in once a person wants it', async () => {
    const other = await serviceBelow('/ocs');
    const front = await redirecting(`${other.url}/ocs/forms/logon.html?from=old`);
    const failure: unknown = await desk.signIn({ serverUrl: front.url }).catch((error: unknown) => error);
    const { redirect } = failure as { readonly redirect: { readonly to: string } };
    await desk.signIn({ serverUrl: baseOf(redirect.to) });
    expect(desk.isOnline).toBe(true);
  });

  it('is told from another page of the same server, which is no other address', async () => {
    const front = await redirecting('/ocs/error.aspx?code=3');
    await expect(desk.signIn({ serverUrl: `${front.url}/ocs` })).rejects.toMatchObject({
      code: 'redirected',
      redirect: { isOtherHost: false, isStepDown: false },
    });
    expect(front.paths).toEqual(['/ocs/forms/logon.html']);
  });
});
