// The three channels of one server as plain requests (protocol.md 1.1, 1.2): adds the ticket and the cookies, adopts the new ones,
// reports traffic. One a sign-in.
import { FailureError, failureOfError } from '../../../shared/domain/failure';
import { portalInAnswer, portalInError } from './captive-portal';
import { CookieJar } from './cookie-jar';
import type { Environment } from '../environment';
import { endpointsBelow } from './endpoints';
import { Ticket } from './ticket';
import type { HttpRequest, HttpResponse, Transport } from './transport';

/** One exchange, without a word of what was in it. */
export interface Traffic {
  readonly channel: 'sign-in' | 'command' | 'data';
  readonly startedAt: number;
  readonly durationMs: number;
  readonly sentLength: number;
  readonly receivedLength: number;
  readonly status?: number;
  readonly failure?: string;
}

export interface CwaHttpOptions {
  readonly serverUrl: string;
  readonly transport: Transport;
  readonly environment: Environment;
  /** A page in front of the service signs in (3.1), and comes back when its own sign-in has expired. */
  readonly hasSignInPage?: boolean;
  readonly onTraffic?: ((traffic: Traffic) => void) | undefined;
}

const ticketRefused: HttpResponse = { status: 401, headers: {}, body: '' };

export type ChannelRequest = Pick<HttpRequest, 'timeoutMs' | 'signal' | 'authentication'>;

export class CwaHttp {
  readonly ticket = new Ticket();
  /** As a browser keeps them: what stands in front of the server finds the way to its session by them (field notes). */
  readonly cookies: CookieJar;
  /** The service has spoken to us under this address: who answers otherwise now stands in between. */
  isKnown = false;
  private readonly urlOf: (path: string) => string;

  constructor(private readonly options: CwaHttpOptions) {
    this.urlOf = endpointsBelow(options.serverUrl);
    this.cookies = new CookieJar(options.environment.monotonicNow);
  }

  /** Content type as documented, character set named so that nobody has to guess. */
  post(channel: 'sign-in' | 'command', path: string, body: string, request: ChannelRequest): Promise<HttpResponse> {
    return this.exchange(channel, {
      ...request,
      method: 'POST',
      cookies: this.cookies,
      url: this.urlOf(path),
      headers: { ...this.commonHeaders(), 'Content-Type': 'text/xml; charset=utf-8' },
      body,
    });
  }

  get(path: string, request: ChannelRequest): Promise<HttpResponse> {
    return this.exchange('data', {
      ...request,
      method: 'GET',
      cookies: this.cookies,
      url: this.urlOf(path),
      // For caches that look at the question and not at the answer, new ones and old ones.
      headers: { ...this.commonHeaders(), 'Cache-Control': 'no-cache', Pragma: 'no-cache' },
    });
  }

  get isEncrypted(): boolean {
    return new URL(this.options.serverUrl).protocol === 'https:';
  }

  private commonHeaders(): Record<string, string> {
    const ticket = this.ticket.current;
    return { Accept: '*/*', ...(ticket && { 'CWA-Ticket': ticket }) };
  }

  private async exchange(channel: Traffic['channel'], request: HttpRequest): Promise<HttpResponse> {
    const { environment, transport, onTraffic } = this.options;
    const startedAt = environment.now();
    const began = environment.monotonicNow();
    const report = (rest: Pick<Traffic, 'receivedLength' | 'status' | 'failure'>): void =>
      onTraffic?.({
        channel,
        startedAt,
        durationMs: environment.monotonicNow() - began,
        sentLength: request.body?.length ?? 0,
        ...rest,
      });
    try {
      const response = await this.ask(transport, request);
      this.ticket.adopt(response.headers['cwa-ticket']);
      report({ receivedLength: response.body.length, status: response.status });
      return response;
    } catch (caught) {
      report({ receivedLength: 0, failure: failureOfError(caught).code });
      throw caught;
    }
  }

  /** The answer of the service, or of what belongs to it. */
  private async ask(transport: Transport, request: HttpRequest): Promise<HttpResponse> {
    try {
      const response = await transport.request(request);
      this.refuseStrangers(response);
      return response;
    } catch (caught) {
      const portal = this.isKnown ? portalInError(caught) : undefined;
      if (portal && this.isOwnSignInPage) return ticketRefused;
      throw portal ?? caught;
    }
  }

  /**
   * Nobody can answer in the place of an encrypted server: what a portal would do is done there by the page that signs in, when
   * it wants to be seen again. It keeps every request from the service, just as a refused ticket does.
   */
  private get isOwnSignInPage(): boolean {
    return (this.options.hasSignInPage ?? false) && this.isEncrypted;
  }

  /** Before anything of the answer is looked at: it is not the server's. */
  private refuseStrangers(response: HttpResponse): void {
    if (response.status === 407) throw new FailureError('proxy-unusable', 'status 407');
    const portal = this.isKnown && portalInAnswer(response);
    if (portal) throw portal;
  }
}
