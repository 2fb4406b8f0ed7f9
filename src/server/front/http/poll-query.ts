// The query of a poll (protocol.md 1.7, 7.30, 7.31): names in any case, empty parameters ignored, integers.

export interface PollQuery {
  /** Undefined: not given. */
  readonly sid?: number;
  readonly ackId: number;
  readonly isUserActive: boolean;
}

/** Undefined: a number is none. */
export function parsePollQuery(query: string): PollQuery | undefined {
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (value.trim() !== '') values.set(name.toLowerCase(), value.trim());
  }
  const sid = integer(values.get('sid'));
  const ackId = integer(values.get('ackid'));
  if (Number.isNaN(sid) || Number.isNaN(ackId)) return undefined;
  return {
    ...(sid !== undefined && { sid }),
    ackId: ackId ?? 0,
    isUserActive: values.get('ua')?.toLowerCase() === 'true',
  };
}

function integer(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^\d{1,15}$/u.test(text) ? Number(text) : NaN;
}
