// Finding out what is wrong.
import * as v from 'valibot';
import type { ConnectionTestResult } from '../domain/diagnostics';
import { failureCodes } from '../domain/failure';
import { faultKinds, maxPlaces, placeFile } from '../fault';
import { method } from './define';
import { Nothing, ShortText } from './values';

const Position = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000));

/** What a window may tell of an error: no text of anybody's. */
const WindowFault = v.strictObject({
  kind: v.picklist(faultKinds),
  failure: v.optional(v.picklist(failureCodes)),
  places: v.pipe(
    v.array(v.strictObject({ file: v.pipe(v.string(), v.regex(placeFile)), line: Position, column: Position })),
    v.maxLength(maxPlaces),
  ),
});

export const diagnosticsMethods = {
  /** Tries a server, as typed, step by step. */
  'diagnostics:test-connection': method(ShortText).returns<readonly ConnectionTestResult[]>(),
  /** Asks where to, and writes a zip that a person can read. False: the person thought better of it. */
  'diagnostics:export': method(Nothing).returns<boolean>(),
  /** The folder of the log; null: none is kept now. */
  'diagnostics:log-folder': method(Nothing).returns<string | null>(),
  'diagnostics:open-log-folder': method(Nothing).returns<void>(),
  /** An error that nothing in the window caught. */
  'diagnostics:report-error': method(WindowFault).returns<void>(),
} as const;
