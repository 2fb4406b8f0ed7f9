// Finding out what is wrong.
import * as v from 'valibot';
import type { ConnectionTestResult } from '../domain/diagnostics';
import { call } from './define';
import { Nothing, ShortText } from './values';

export const diagnosticsCalls = {
  /** Tries a server, as typed, step by step. */
  'diagnostics:test-connection': call(ShortText).returns<readonly ConnectionTestResult[]>(),
  /** Asks where to, and writes a zip that a person can read. False: the person thought better of it. */
  'diagnostics:export': call(Nothing).returns<boolean>(),
  /** An error that nothing in the window caught. */
  'diagnostics:report-error': call(v.pipe(v.string(), v.maxLength(4_000))).returns<void>(),
} as const;
