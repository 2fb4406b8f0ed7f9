// Tries a server step by step, from its name to its data channel, and says which step fails (protocol.md 1.1, 1.2).
// Signs nobody in: the sign-in page gets no user name, the channels no ticket, and a refusal is what a good server answers.
import { lookup } from 'node:dns/promises';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ConnectionTestResult, ConnectionTestStep } from '../../shared/domain/diagnostics';
import { connectionTestSteps } from '../../shared/domain/diagnostics';
import { FailureError, type FailureCode } from '../../shared/domain/failure';
import { endpointUrl, endpoints } from '../uc/endpoints';
import { failureFromNodeError } from '../uc/node-transport-failure';
import { TlsRules } from '../uc/node-transport-tls';
import { fingerprintOf } from '../uc/server-certificate';
import type { HttpResponse, Transport } from '../uc/transport';

type Facts = Record<string, string>;

/** A step that takes longer than this has failed: the whole test should end before a person gives up on it. */
const stepTimeoutMs = 10_000;

export interface ConnectionTestOptions {
  /** Base URL, as `parseServerAddress` makes it. */
  readonly serverUrl: string;
  /** The one that signing in would use, with its proxy and its trust. */
  readonly transport: Transport;
  readonly onResult?: (result: ConnectionTestResult) => void;
}

/** All steps, in order. Never rejects. */
export async function testConnection(options: ConnectionTestOptions): Promise<readonly ConnectionTestResult[]> {
  const attempt: Attempt = { url: new URL(options.serverUrl), transport: options.transport };
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

async function run(step: ConnectionTestStep, attempt: Attempt): Promise<ConnectionTestResult> {
  const isEncrypted = attempt.url.protocol === 'https:';
  if (!isEncrypted && (step === 'tls' || step === 'certificate')) return skipped(step);
  try {
    return { step, outcome: 'passed', facts: await steps[step](attempt) };
  } catch (error) {
    const known = error instanceof StepError ? error.facts : {};
    const failure = failureFromNodeError(error instanceof StepError ? error.failure : error, false);
    const code: FailureCode = failure.code;
    const facts = { ...known, ...(failure.detail !== undefined && { detail: failure.detail }) };
    return { step, outcome: 'failed', failure: code, facts };
  }
}

function skipped(step: ConnectionTestStep): ConnectionTestResult {
  return { step, outcome: 'skipped', facts: {} };
}

const steps: Readonly<Record<ConnectionTestStep, (attempt: Attempt) => Promise<Facts>>> = {
  async dns({ url }) {
    const found = await lookup(hostOf(url), { all: true });
    return { addresses: found.map(({ address }) => address).join(', ') };
  },
  async tcp({ url }) {
    const startedAt = performance.now();
    await new Promise<void>((resolve, reject) => {
      const socket = connectTcp({ host: hostOf(url), port: portOf(url), timeout: stepTimeoutMs });
      socket.once('connect', () => resolve());
      socket.once('timeout', () => reject(new FailureError('timeout')));
      socket.once('error', reject);
      socket.once('connect', () => socket.destroy());
      socket.once('timeout', () => socket.destroy());
    });
    return { port: String(portOf(url)), milliseconds: String(Math.round(performance.now() - startedAt)) };
  },
  async tls(attempt) {
    const { facts, certificate } = await shakeHands(attempt.url);
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

/** Takes any version and any certificate, to be able to tell about them; nothing is sent. */
function shakeHands(url: URL): Promise<{ readonly facts: Facts; readonly certificate: Facts }> {
  return new Promise((resolve, reject) => {
    const host = hostOf(url);
    const socket = connectTls({
      host,
      port: portOf(url),
      ...(/^[\d.]+$|:/u.test(host) ? {} : { servername: host }),
      rejectUnauthorized: false,
      secureContext: new TlsRules({ minTlsVersion: 'TLSv1' }).context,
      timeout: stepTimeoutMs,
    });
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
async function refusalOf({ url, transport }: Attempt): Promise<FailureError | undefined> {
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

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/gu, '');
}

function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}
