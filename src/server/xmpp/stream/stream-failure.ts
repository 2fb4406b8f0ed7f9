// Why a stream could not be had, or is over.

/** `wrong`: the service has refused this name and password; `away`: nothing is known of them, whatever the reason. */
export type FailureKind = 'wrong' | 'away';

export class StreamFailure extends Error {
  /** `detail` is for the log: no names of people, no text of theirs. */
  constructor(
    readonly kind: FailureKind,
    detail: string,
  ) {
    super(detail);
  }
}

export const away = (detail: string): StreamFailure => new StreamFailure('away', detail);
export const wrong = (detail: string): StreamFailure => new StreamFailure('wrong', detail);

export function failureOf(error: unknown): StreamFailure {
  if (error instanceof StreamFailure) return error;
  return away(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
