// The three channels of one server as plain requests (protocol.md 1.1, 1.2): adds the ticket, adopts the new one, reports traffic.
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
      this.ticket.adopt(response.headers['cwa-ticket']);
      report({ receivedLength: response.body.length, status: response.status });
      return response;
    } catch (error) {
      report({ receivedLength: 0, failure: failureOfError(error).code });
      throw error;
    }
  }
}
