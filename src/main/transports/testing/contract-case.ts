// What the cases of the contract of transports are made of. For tests alone.
import assert from 'node:assert/strict';
import { FailureError, type FailureCode } from '../../../shared/domain/failure';
import type { HttpRequest, HttpResponse, Transport } from '../../uc/http/transport';
import type { ContractAddresses } from './contract-servers';

export interface ContractSubject {
  /** A new transport for each case. */
  create(options: { readonly trustedFingerprint?: string; readonly maxBodyBytes?: number }): Transport & {
    renew(): Promise<void>;
  };
}

export interface ContractCase {
  readonly name: string;
  run(subject: ContractSubject, addresses: ContractAddresses): Promise<void>;
}

export function ask(transport: Transport, url: string, more: Partial<HttpRequest> = {}): Promise<HttpResponse> {
  return transport.request({ method: 'GET', url, headers: {}, timeoutMs: 10_000, ...more });
}

export async function failsWith(code: FailureCode, answer: Promise<unknown>): Promise<FailureError> {
  try {
    await answer;
  } catch (error) {
    assert.ok(error instanceof FailureError, `not a FailureError: ${String(error)}`);
    assert.equal(error.code, code, error.message);
    return error;
  }
  return assert.fail(`got an answer instead of the failure "${code}"`);
}

interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly connection: number;
}

export const echoOf = (response: HttpResponse): Echo => JSON.parse(response.body) as Echo;
