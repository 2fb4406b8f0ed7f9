// The options of `connect`, checked before anything starts.
import type { NodeTransportOptions } from '../main/uc/http/node/node-transport';
import { parseServerAddress } from '../main/uc/http/server-address';
import { normalizeFingerprint } from '../main/uc/http/server-certificate';
import { settableAvailabilities, type SettableAvailability } from '../shared/domain/person';
import { readOptions, readTextFile, UsageError } from './command-line';

const methods = ['forms', 'integrated', 'sso'] as const;

export interface ConnectOptions {
  /** Base URLs to try in this order. */
  readonly servers: readonly string[];
  readonly isInsecure: boolean;
  readonly method: (typeof methods)[number];
  readonly user?: string;
  readonly availability: SettableAvailability;
  readonly isPasswordOnStdin: boolean;
  readonly isPersistent: boolean;
  /** What passes is recorded into this file; names that nobody knows stay if they are allowed. */
  readonly record?: { readonly file: string; readonly allowed: readonly string[] };
  readonly transport: NodeTransportOptions;
}

/** Throws `UsageError`. */
export function parseConnectOptions(args: readonly string[]): ConnectOptions {
  const values = readOptions(args, {
    server: { type: 'string' },
    user: { type: 'string' },
    auth: { type: 'string', default: 'forms' },
    availability: { type: 'string', default: 'available' },
    'password-stdin': { type: 'boolean', default: false },
    retry: { type: 'boolean', default: false },
    'legacy-tls': { type: 'boolean', default: false },
    ca: { type: 'string' },
    'trust-fingerprint': { type: 'string' },
    record: { type: 'string' },
    allow: { type: 'string', multiple: true, default: [] },
  });
  const { ca, record, allow } = values;
  if (record === undefined && allow.length > 0) throw new UsageError('--allow goes with --record');
  const server = readServer(values.server);
  const method = oneOf('--auth', values.auth, methods);
  const user = values.user?.trim();
  if (method === 'forms' && !user) throw new UsageError('--user NAME is needed');
  const fingerprint = readFingerprint(values['trust-fingerprint']);
  return {
    ...server,
    method,
    ...(user && { user }),
    availability: oneOf('--availability', values.availability, settableAvailabilities),
    isPasswordOnStdin: values['password-stdin'],
    isPersistent: values.retry,
    ...(record !== undefined && { record: { file: record, allowed: allow } }),
    transport: {
      minTlsVersion: values['legacy-tls'] ? 'TLSv1' : 'TLSv1.2',
      ...(ca !== undefined && { ca: readTextFile('--ca', ca) }),
      ...(fingerprint !== undefined && { trustedFingerprint: fingerprint }),
    },
  };
}

function readServer(typed: string | undefined): Pick<ConnectOptions, 'servers' | 'isInsecure'> {
  if (typed === undefined) throw new UsageError('--server URL is needed');
  const address = parseServerAddress(typed);
  if (address.ok) return { servers: address.candidates, isInsecure: address.isInsecure };
  // The address itself is not repeated: it may hold a password.
  const words = {
    empty: 'is empty',
    invalid: 'is no address of a server',
    scheme: 'must begin with https:// or http://',
    'user-info': 'must hold no user name or password; use --user',
  };
  throw new UsageError(`--server ${words[address.reason]}`);
}

function readFingerprint(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const fingerprint = normalizeFingerprint(text);
  if (fingerprint === undefined)
    throw new UsageError('--trust-fingerprint wants the 64 hexadecimal digits of a SHA-256');
  return fingerprint;
}

function oneOf<const T extends string>(name: string, value: string, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found === undefined) throw new UsageError(`${name} must be one of ${known.join(', ')}, not "${value}"`);
  return found;
}
