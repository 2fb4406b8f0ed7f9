// Tries a server step by step, from its name to its data channel, and says which step fails (protocol.md 1.1, 1.2).
// Signs nobody in: the sign-in page gets no user name, the channels no ticket, and a refusal is what a good server answers.
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ConnectionTestResult, ConnectionTestStep } from '../../shared/domain/diagnostics';
import { connectionTestSteps } from '../../shared/domain/diagnostics';
import { FailureError, type FailureCode } from '../../shared/domain/failure';
import { endpointUrl, endpoints } from '../uc/http/endpoints';
import { failureFromNodeError } from '../uc/http/node/node-transport-failure';
import { TlsRules } from '../uc/http/node/node-transport-tls';
import type { Way } from '../uc/http/proxy-route';
import { noProxySignIn, type ProxySignIn } from '../uc/http/proxy-sign-in';
import { fingerprintOf } from '../uc/http/server-certificate';
import type { HttpResponse, Transport } from '../uc/http/transport';
import { addressesOf, connectTo, lineTo, placeOf, proxyOf, waysTo } from './test-ways';

type Facts = Record<string, string>;

/** A step that takes longer than this has failed: the whole test should end before a person gives up on it. */
const stepTimeoutMs = 10_000;

export interface ConnectionTestOptions {
  /** Base URL, as `parseServerAddress` makes it. */
  readonly serverUrl: string;
  /** The one that signing in would use, with its proxy and its trust. */
  readonly transport: Transport;
  /** The ways that it goes, as `proxy-route.ts` reads them. Default: directly. */
  readonly proxyFor?: (url: string) => Promise<string>;
  /** Tells proxies who this is. Default: nobody does. */
  readonly proxySignIn?: ProxySignIn;
  readonly onResult?: (result: ConnectionTestResult) => void;
}

/** All steps, in order. Never rejects. */
export async function testConnection(options: ConnectionTestOptions): Promise<readonly ConnectionTestResult[]> {
  const { transport, proxyFor = async () => '', proxySignIn = noProxySignIn } = options;
  const url = new URL(options.serverUrl);
  const attempt: Attempt = { url, transport, proxySignIn, ways: await waysTo(url, proxyFor) };
  const results: ConnectionTestResult[] = [];
  let hasFailed = false;
  for (const step of connectionTestSteps) {
    const result: ConnectionTestResult = hasFailed ? skipped(step) : await run(step, attempt);
    hasFailed ||= result.outcome === 'failed';
    results.push(result);
    options.onResult?.(result);
  }
  return results;
}

interface Attempt {
  readonly url: URL;
  readonly transport: Transport;
  readonly proxySignIn: ProxySignIn;
  /** Those that may still lead to the server, the first to be tried first. */
  ways: readonly Way[];
  /** What was found out about the certificate while encryption was tried. */
  certificate?: Facts;
  /** What the transport, with its own rules and trust, had to say of the encrypted line. */
  refusal?: FailureError;
}

/** A step that found something out before it failed. */
class StepError extends Error {
  constructor(
    readonly failure: FailureError,
    readonly facts: Facts,
  ) {
    super(failure.message);
  }
}

/** There is nothing to try here. */
class NothingToTry extends Error {
  constructor(readonly facts: Facts) {
    super('nothing to try');
  }
}

async function run(step: ConnectionTestStep, attempt: Attempt): Promise<ConnectionTestResult> {
  const isEncrypted = attempt.url.protocol === 'https:';
  if (!isEncrypted && (step === 'tls' || step === 'certificate')) return skipped(step);
  try {
    return { step, outcome: 'passed', facts: await steps[step](attempt) };
  } catch (error) {
    if (error instanceof NothingToTry) return { step, outcome: 'skipped', facts: error.facts };
    const known = error instanceof StepError ? error.facts : {};
    const failure = failureFromNodeError(error instanceof StepError ? error.failure : error);
    const code: FailureCode = failure.code;
    const facts = { ...known, ...(failure.detail !== undefined && { detail: failure.detail }) };
    return { step, outcome: 'failed', failure: code, facts };
  }
}

function skipped(step: ConnectionTestStep): ConnectionTestResult {
  return { step, outcome: 'skipped', facts: {} };
}

const steps: Readonly<Record<ConnectionTestStep, (attempt: Attempt) => Promise<Facts>>> = {
  async dns(attempt) {
    const { found, ways } = await firstThatLeads(attempt, async (way) => {
      const place = placeOf(way, attempt.url);
      return place ? { ...proxyOf(way), addresses: await addressesOf(place) } : undefined;
    });
    attempt.ways = ways;
    // Only the proxy knows names then, and only the transport knows the proxy.
    if (!found) throw new NothingToTry(proxyOf(ways[0] ?? { kind: 'direct' }));
    return found;
  },
  async tcp(attempt) {
    const { found, ways } = await firstThatLeads(attempt, (way) => reach(way, attempt));
    attempt.ways = ways;
    return found;
  },
  async tls(attempt) {
    const { facts, certificate } = await shakeHands(attempt);
    attempt.certificate = certificate;
    const refusal = await refusalOf(attempt);
    if (refusal?.code === 'old-tls' || refusal?.code === 'tls') throw new StepError(refusal, facts);
    if (refusal) attempt.refusal = refusal;
    return facts;
  },
  async certificate({ certificate = {}, refusal }) {
    if (refusal?.code !== 'certificate') return certificate;
    const problem = refusal.certificate?.problem;
    throw new StepError(refusal, { ...certificate, ...(problem && { problem }) });
  },
  async 'sign-in-page'({ url, transport }) {
    const response = await post(
      transport,
      endpointUrl(url.href, endpoints.formsLogon),
      '<cwaRequests><logon/></cwaRequests>',
    );
    return expectRefusal(response);
  },
  async 'command-channel'({ url, transport }) {
    const body = '<cwaRequests xmlns="http://schemas.microsoft.com/2006/09/rtc/cwa"/>';
    return expectRefusal(await post(transport, endpointUrl(url.href, endpoints.command), body));
  },
  async 'data-channel'({ url, transport }) {
    const address = endpointUrl(url.href, `${endpoints.data}?Sid=0&AckID=0&UA=false`);
    return expectRefusal(
      await transport.request({ method: 'GET', url: address, headers: {}, timeoutMs: stepTimeoutMs }),
    );
  },
};

/** Tries one way after the other, and forgets those that lead nowhere. When all do, the first tells why. */
async function firstThatLeads<T>(
  { ways }: Attempt,
  attempt: (way: Way) => Promise<T>,
): Promise<{ readonly found: T; readonly ways: readonly Way[] }> {
  let first: StepError | undefined;
  for (const [at, way] of ways.entries()) {
    try {
      return { found: await attempt(way), ways: ways.slice(at) };
    } catch (error) {
      first ??= new StepError(failureFromNodeError(error), proxyOf(way));
    }
  }
  throw first ?? new FailureError('unreachable');
}

async function reach(way: Way, { url, transport, proxySignIn }: Attempt): Promise<Facts> {
  const startedAt = performance.now();
  const place = placeOf(way, url);
  if (!place) return reachByTransport(way, { url, transport });
  const isTunnelled = way.kind === 'proxy' && (url.protocol === 'https:' || way.route.kind !== 'http');
  try {
    // A proxy takes connections for servers that it does not get through to.
    const socket = await (isTunnelled ? lineTo(url, way, proxySignIn, stepTimeoutMs) : connectTo(place, stepTimeoutMs));
    socket.destroy();
  } catch (error) {
    // It asks in a way that the transport may know an answer to.
    if (error instanceof FailureError && error.code === 'proxy-unusable')
      return reachByTransport(way, { url, transport });
    throw error;
  }
  const milliseconds = String(Math.round(performance.now() - startedAt));
  return { ...proxyOf(way), ...(way.kind === 'direct' && { port: String(place.port) }), milliseconds };
}

/** What says that the way does not lead to the server. */
const noWay: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'unreachable',
  'unknown-host',
  'timeout',
  'proxy-asks',
  'proxy-unusable',
]);

async function reachByTransport(way: Way, attempt: Pick<Attempt, 'url' | 'transport'>): Promise<Facts> {
  const refusal = await refusalOf(attempt);
  if (refusal && noWay.has(refusal.code)) throw refusal;
  return proxyOf(way);
}

interface Handshake {
  readonly facts: Facts;
  readonly certificate: Facts;
}

async function shakeHands({ url, ways: [way], proxySignIn }: Attempt): Promise<Handshake> {
  // What the transport says of the line has to do.
  const unknown: Handshake = { facts: {}, certificate: {} };
  if (!way || way.kind === 'other') return unknown;
  let socket: Socket;
  try {
    socket = await lineTo(url, way, proxySignIn, stepTimeoutMs);
  } catch (error) {
    if (error instanceof FailureError && error.code === 'proxy-unusable') return unknown;
    throw error;
  }
  return shakeHandsOn(socket, url.hostname);
}

/** Takes any version and any certificate, to be able to tell about them; nothing is sent. */
function shakeHandsOn(line: Socket, host: string): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      socket: line,
      ...(/^[\d.]+$|:/u.test(host) ? {} : { servername: host }),
      rejectUnauthorized: false,
      secureContext: new TlsRules({ minTlsVersion: 'TLSv1' }).context,
    });
    socket.setTimeout(stepTimeoutMs);
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate();
      resolve({
        facts: { version: socket.getProtocol() ?? '' },
        certificate: {
          subject: first(certificate.subject?.CN),
          issuer: first(certificate.issuer?.CN ?? certificate.issuer?.O),
          validTo: certificate.valid_to ?? '',
          fingerprint: certificate.raw ? fingerprintOf(certificate.raw) : '',
        },
      });
      socket.destroy();
    });
    socket.once('timeout', () => {
      reject(new FailureError('timeout'));
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

/** The transport knows what is allowed and whom this computer and the person trust. What the server answers is for later steps. */
async function refusalOf({ url, transport }: Pick<Attempt, 'url' | 'transport'>): Promise<FailureError | undefined> {
  try {
    await transport.request({ method: 'GET', url: url.href, headers: {}, timeoutMs: stepTimeoutMs });
    return undefined;
  } catch (error) {
    return error instanceof FailureError ? error : undefined;
  }
}

function post(transport: Transport, address: string, body: string): Promise<HttpResponse> {
  return transport.request({
    method: 'POST',
    url: address,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body,
    timeoutMs: stepTimeoutMs,
  });
}

/** Without a name or a ticket a server of this kind refuses by status or in its own XML; anything else is another kind of server. */
function expectRefusal(response: HttpResponse): Facts {
  const facts = { status: String(response.status) };
  if (response.status === 401 || response.status === 403) return facts;
  if (response.status === 200 && /<(?:\w+:)?cwa(?:Responses|Events)\b/u.test(response.body.slice(0, 2048)))
    return facts;
  throw new StepError(new FailureError(response.status >= 500 ? 'server-error' : 'not-a-server'), facts);
}

/** A certificate may repeat a field. */
function first(field: string | string[] | undefined): string {
  return (Array.isArray(field) ? field[0] : field) ?? '';
}
