// The single sign-on window in a real Electron, against a front end that asks for a name on a page of another origin.
import { expect, test } from '@playwright/test';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { walls } from '../src/main/shell/page-guards';
import { runInElectron } from './run-in-electron';

type Outcome = Readonly<Record<string, unknown>>;
const outcomes = new Map<unknown, Outcome>();
const visited: string[] = [];

function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<[Server, string]> {
  const server = createServer(answer);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve([server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`]);
    });
  });
}

test.beforeAll(async () => {
  let provider = '';
  const [server, origin] = await listen((request, response) => {
    const cookie = request.headers.cookie ?? '';
    visited.push(request.url ?? '');
    if (request.url === '/cookie') return response.end(cookie);
    if (request.url === '/plant/sso/logon.html' && !cookie.includes('been=there')) {
      // Another path of the host, whose ticket is not the server's.
      response.writeHead(302, { location: '/neighbour', 'cwa-ticket': '' });
      return response.end();
    }
    if (request.url === '/neighbour') {
      response.writeHead(200, {
        'content-type': 'text/html',
        'cwa-ticket': 'forged',
        'set-cookie': 'been=there; Path=/',
      });
      return response.end('<meta http-equiv="refresh" content="0; url=/plant/sso/logon.html">');
    }
    if (request.url === '/plant/sso/logon.html') {
      response.writeHead(200, { 'content-type': 'text/xml', 'cwa-ticket': 'T2' });
      return response.end(
        '<cwaResponses><requestSucceeded><uri>sip:dana@example.com</uri></requestSucceeded></cwaResponses>',
      );
    }
    if (!cookie.includes('token=dana') && !request.url?.startsWith('/sso/token')) {
      response.writeHead(302, { location: `${provider}/provider` });
      return response.end();
    }
    if (request.url?.startsWith('/sso/token')) {
      response.writeHead(302, { location: '/sso/logon.html', 'set-cookie': 'token=dana; HttpOnly; Path=/' });
      return response.end();
    }
    response.writeHead(200, { 'content-type': 'text/xml', 'cwa-ticket': 'T1' });
    response.end('<cwaResponses><requestSucceeded><uri>sip:dana@example.com</uri></requestSucceeded></cwaResponses>');
  });
  const [other, otherOrigin] = await listen((request, response) => {
    visited.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'text/html', 'cwa-ticket': 'forged' });
    if (request.url === '/bye') return response.end(`<script>window.open('about:blank')</script>`);
    response.end(`<title>Trust me</title><form action="${origin}/sso/token"><input name="user"></form>`);
  });
  provider = otherOrigin;
  try {
    const env = { SSO_ORIGIN: origin, SSO_LOGOFF: `${otherOrigin}/bye` };
    for (const outcome of (await runInElectron('sso-window-main.ts', env)) as readonly Outcome[]) {
      outcomes.set(outcome['step'], outcome);
    }
  } finally {
    for (const each of [server, other]) {
      each.closeAllConnections();
      each.close();
    }
  }
});

test('ends with the ticket of the server and the document that came with it', () => {
  const outcome = outcomes.get('signIn');
  expect(outcome).toMatchObject({ ticket: 'T1', uri: 'sip:dana@example.com', windows: 0 });
});

test("has every wall around a stranger's page, seen and unseen", () => {
  const given = [{ ...walls, spellcheck: false }];
  expect(outcomes.get('signIn')?.['given']).toEqual(given);
  expect(outcomes.get('signOff')?.['given']).toEqual(given);
});

test("shows whose page it is, and gives that page nothing of Parley's", () => {
  const outcome = outcomes.get('signIn');
  expect(outcome?.['title']).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(outcome?.['reach']).toBe('undefined,undefined,undefined');
});

test('hands the cookies of the front end on to the commands', () => {
  expect(outcomes.get('cookiesGoOn')).toMatchObject({ body: 'token=dana', bodyWithout: '' });
});

test('gives another sign-in none of them', () => {
  expect(outcomes.get('anotherSignIn')).toMatchObject({ body: '', bodyOfTheFirst: '' });
});

test('signs in again without putting a window up while the provider still knows who it is', () => {
  expect(outcomes.get('renewal')).toMatchObject({ ticket: 'T1', shown: 0 });
});

test('is cancelled by closing the window', () => {
  expect(outcomes.get('closing')?.['result']).toBe('cancelled');
});

for (const [step, ends] of [
  ['staysOnClosing', 0],
  ['hangsOnClosing', 0],
  ['staysOnQuitting', 1],
  ['hangsOnQuitting', 1],
] as const) {
  test(`a page has no say in the end of its window, nor in that of Parley: ${step}`, () => {
    expect(outcomes.get(step)).toMatchObject({ result: 'cancelled', ends });
  });
}

test('does not wait for a page that crashed', () => {
  expect(outcomes.get('crash')).toMatchObject({ result: 'unreachable', windows: 0 });
});

test("stays on the web, and takes nobody else's ticket", () => {
  expect(outcomes.get('strayPages')).toMatchObject({ pages: ['/provider'], made: 0, result: 'cancelled' });
});

test('visits the sign-off page unseen and forgets the cookies', () => {
  expect(outcomes.get('signOff')).toMatchObject({ body: '', windows: 0, made: 1 });
  expect(visited).toContain('/bye');
});

test('goes below the path of the server, and takes no ticket of another path of its host', () => {
  expect(outcomes.get('path')).toMatchObject({ ticket: 'T2', uri: 'sip:dana@example.com', windows: 0 });
});

test('says that the server cannot be reached', () => {
  expect(outcomes.get('unreachable')).toMatchObject({ result: 'unreachable', windows: 0 });
});
