// What the connection test tells, step by step.
import type { FailureCode } from './failure';

/** In the order they are tried; each stands on the ones before it. */
export const connectionTestSteps = [
  'dns',
  'tcp',
  'tls',
  'certificate',
  'sign-in-page',
  'command-channel',
  'data-channel',
] as const;
export type ConnectionTestStep = (typeof connectionTestSteps)[number];

export interface ConnectionTestResult {
  readonly step: ConnectionTestStep;
  /** `skipped`: a step before it failed, or it does not apply (TLS on a plain address). */
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it failed; the window has the words. */
  readonly failure?: FailureCode;
  /** What was found, for a person to read: addresses, TLS version, the certificate's issuer and end, an HTTP status. */
  readonly facts: Readonly<Record<string, string>>;
}
