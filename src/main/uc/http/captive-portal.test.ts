import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FailureError, failureOfError } from '../../../shared/domain/failure';
import { isWebPage, networkPageOf, portalInAnswer, portalInError } from './captive-portal';
import { wasNeverSent } from '../failures';
import { redirected } from './redirect';
import type { RawAnswer } from '../testing/scripted-service';
import { Desk, until } from '../testing/desk';

const lee = 'sip:lee@example.com';
const page = '<!DOCTYPE html><html><title>Harbour Hotel</title><form action="/login"></form></html>';

describe('isWebPage', () => {
  for (const body of [
    page,
    '<html lang="en">',
    '\uFEFF\r\n <!-- Welcome --> <!doctype HTML PUBLIC "x">',
    '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">',
    '<meta http-equiv="refresh" content="0; url=http://portal.example.com/">',
    '<script>location="http://portal.example.com/"</script>',
  ]) {
    it(`is ${body.slice(0, 40)}`, () => expect(isWebPage(body)).toBe(true));
  }
  for (const body of [
    '',
    'busy',
    '<cwaResponses/>',
    '<?xml version="1.0"?><cwaEvents ackId="1"/>',
    '<htmlish/>',
    '{}',
  ]) {
    it(`is not ${body}`, () => expect(isWebPage(body)).toBe(false));
  }
});

describe('networkPageOf', () => {
  it('asks the server’s own host in clear, where a portal can answer', () => {
    expect(networkPageOf('https://im.example.com:8443/cwa')).toBe('http://im.example.com/');
    expect(networkPageOf('http://im.example.com:8080')).toBe('http://im.example.com:8080/');
    expect(networkPageOf('https://[2001:db8::1]')).toBe('http://[2001:db8::1]/');
  });
});

describe('an answer in the place of the server', () => {
  it('is a page, a refusal with a page, or the status made for it', () => {
    const codes = (status: number, body: string): string | undefined =>
      portalInAnswer({ status, headers: {}, body })?.code;
    expect([codes(200, page), codes(203, page), codes(403, page), codes(511, '')]).toEqual(
      Array(4).fill('captive-portal'),
    );
    // A web server in trouble, a service that is not there, a ticket that is refused: those are the server's own.
    expect([codes(500, page), codes(503, page), codes(404, page), codes(401, page), codes(403, '')]).toEqual(Array(5));
  });

  it('is a redirect to another host, and not one to another place of the same', () => {
    const code = (location: string | undefined): string | undefined =>
      portalInError(redirected(302, 'https://im.example.com/cwa/x', location))?.code;
    expect(code('http://portal.example.net/login?mac=AA')).toBe('captive-portal');
    expect(code('//192.0.2.1/')).toBe('captive-portal');
    expect([code('/error.aspx'), code('http://IM.example.com:8080/'), code(undefined), code('http://[')]).toEqual(
      Array(4),
    );
    expect(portalInError(new FailureError('timeout'))).toBeUndefined();
  });
});

describe('what a portal has kept from the server', () => {
  const wasSent = (failure: FailureError | undefined): boolean => !wasNeverSent(failureOfError(failure));

  it('is everything, unless its page looks like an answer of success', () => {
    const told = [200, 203, 403, 511].map((status) => wasSent(portalInAnswer({ status, headers: {}, body: page })));
    expect(told).toEqual([true, true, false, false]);
    const elsewhere = redirected(302, 'https://im.example.com/cwa/x', 'http://portal.example.net/');
    expect(wasSent(portalInError(elsewhere))).toBe(false);
  });
});

describe('a session on a network that begins to ask for a sign-in of its own', () => {
  let desk: Desk;
  let portal: Server;
  let visits: string[];
  let portalUrl: string;

  beforeEach(async () => {
    desk = await Desk.open();
    visits = [];
    portal = createServer((request, response) => {
      visits.push(`${request.method} ${request.url}`);
      response.end(page);
    });
    await new Promise<void>((done) => portal.listen(0, '127.0.0.1', done));
    // Another host by name, though it is this machine.
    portalUrl = `http://localhost:${(portal.address() as AddressInfo).port}/login`;
  });
  afterEach(async () => {
    await desk.close();
    await new Promise((done) => portal.close(done));
  });

  const failure = (): string | undefined =>
    desk.model.connection.kind === 'reconnecting' ? desk.model.connection.failure.code : undefined;

  for (const [what, answer] of [
    ['redirects to its host', (): RawAnswer => ({ status: 302, headers: { location: portalUrl } })],
    ['keeps the method in its redirects', (): RawAnswer => ({ status: 307, headers: { location: portalUrl } })],
    ['shows its page', (): RawAnswer => ({ body: page })],
    ['forbids with its page', (): RawAnswer => ({ status: 403, body: page })],
    ['says 511', (): RawAnswer => ({ status: 511, body: page, headers: { 'CWA-Ticket': 'theirs' } })],
  ] as const) {
    it(`says so of one that ${what}, gives nothing away, loses nothing, and goes on when it lets us through`, async () => {
      const { service, engine } = desk;
      await desk.signIn();
      const id = await desk.connected([lee]);
      service.intercept = answer;
      await until(() => failure() === 'captive-portal', 'the portal');
      await engine.sendMessage(id, { text: 'still there?' });
      // Several attempts, while somebody looks for the room number.
      for (let n = 0; n < 5; n++) {
        engine.retryNow();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(failure()).toBe('captive-portal');
      expect(desk.model.connection).not.toHaveProperty('asks');
      expect(service.signIns, 'the password').toBe(1);
      expect(visits, 'the portal').toEqual([]);
      service.intercept = () => undefined;
      await until(() => desk.isOnline, 'online');
      const said = (): string | undefined => desk.model.messages.get(id)?.at(-1)?.delivery;
      await until(() => said() === 'sent' || said() === 'confirmed', 'sent');
      expect(service.signIns).toBe(1);
      expect(desk.signalsOf('messageFailed')).toEqual([]);
    });
  }

  it('puts a message back that ran into its redirect', async () => {
    const { service, engine } = desk;
    await desk.signIn();
    const id = await desk.connected([lee]);
    service.intercept = (channel) =>
      channel === 'command' ? { status: 302, headers: { location: portalUrl } } : undefined;
    await engine.sendMessage(id, { text: 'two' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    service.intercept = () => undefined;
    const said = (): string | undefined => desk.model.messages.get(id)?.at(-1)?.delivery;
    await until(() => said() === 'sent' || said() === 'confirmed', 'sent');
  });

  it('doubts a page in place of a ticket once, and does not try a password for ever', async () => {
    const { service } = desk;
    await desk.signIn();
    service.expireTicket();
    let refused = 0;
    service.intercept = (channel) =>
      channel === 'sign-in' && ++refused <= 1 ? { status: 401, body: page } : undefined;
    await until(() => refused > 1 && desk.isOnline, 'online after one doubt');
    refused = 0;
    service.expireTicket();
    service.intercept = (channel) => (channel === 'sign-in' && ++refused ? { status: 401, body: page } : undefined);
    await until(() => 'asks' in desk.model.connection, 'asking');
    expect(refused).toBe(2);
    expect(failure()).toBe('wrong-password');
  });

  it('takes a page for a wrong address as long as the service has not spoken', async () => {
    desk.service.intercept = () => ({ body: page });
    await expect(desk.signIn()).rejects.toMatchObject({ code: 'not-a-server' });
  });
});

it('looks behind a few comments, and not for long behind very many', () => {
  const comments = (count: number): string => '<!-- -->'.repeat(count);
  expect(isWebPage(`\uFEFF <?xml version="1.0"?> ${comments(3)}\n<!DOCTYPE html><html>`)).toBe(true);
  for (const count of [100, 1_000, 10_000]) expect(isWebPage(`${comments(count)}<cwaResponses/>`)).toBe(false);
  expect(isWebPage('<!-- <html> without an end')).toBe(false);
  expect(isWebPage('<?xml without an end')).toBe(false);
});
