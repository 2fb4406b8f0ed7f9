// The three channels of one server as plain requests (protocol.md 1.1, 1.2): adds the ticket, adopts the new one, reports traffic.
import { FailureError } from '../../shared/domain/failure';
import { portalInAnswer, portalInError } from './captive-portal';
import type { Environment } from './environment';
import { endpointUrl } from './endpoints';
import { failureOfError } from './failures';
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
  readonly onTraffic?: ((traffic: Traffic) => void) | undefined;
}

export type ChannelRequest = Pick<HttpRequest, 'timeoutMs' | 'signal' | 'authentication'>;

export class CwaHttp {
  readonly ticket = new Ticket();
  /** The service has spoken to us under this address: who answers otherwise now stands in between. */
  isKnown = false;

  constructor(private readonly options: CwaHttpOptions) {}

  /** Content type as documented, character set named so that nobody has to guess. */
  post(channel: 'sign-in' | 'command', path: string, body: string, request: ChannelRequest): Promise<HttpResponse> {
    return this.exchange(channel, {
      ...request,
      method: 'POST',
      url: endpointUrl(this.options.serverUrl, path),
      headers: { ...this.commonHeaders(), 'Content-Type': 'text/xml; charset=utf-8' },
      body,
    });
  }

  get(path: string, request: ChannelRequest): Promise<HttpResponse> {
    return this.exchange('data', {
      ...request,
      method: 'GET',
      url: endpointUrl(this.options.serverUrl, path),
      headers: this.commonHeaders(),
    });
  }

  private commonHeaders(): Record<string, string> {
    const ticket = this.ticket.current;
    return { Accept: '*/*', ...(ticket && { 'CWA-Ticket': ticket }) };
  }

  private async exchange(channel: Traffic['channel'], request: HttpRequest): Promise<HttpResponse> {
    const { environment, transport, onTraffic } = this.options;
    const startedAt = environment.now();
    const began = environment.elapsed();
    const report = (rest: Pick<Traffic, 'receivedLength' | 'status' | 'failure'>): void =>
      onTraffic?.({
        channel,
        startedAt,
        durationMs: environment.elapsed() - began,
        sentLength: request.body?.length ?? 0,
        ...rest,
      });
    try {
      const response = await transport.request(request);
      this.refuseStrangers(response);
      this.ticket.adopt(response.headers['cwa-ticket']);
      report({ receivedLength: response.body.length, status: response.status });
      return response;
    } catch (caught) {
      const error = (this.isKnown && portalInError(caught)) || caught;
      report({ receivedLength: 0, failure: failureOfError(error).code });
      throw error;
    }
  }

  /** Before anything of the answer is looked at: it is not the server's. */
  private refuseStrangers(response: HttpResponse): void {
    if (response.status === 407) throw new FailureError('unreachable', 'status 407: the proxy asks who this is');
    const portal = this.isKnown && portalInAnswer(response);
    if (portal) throw portal;
  }
}
