// What the main process says on the terminal. Callers hand over no secret and no message text; addresses of people and what is
// quoted are masked here all the same.

export type Log = (message: string, error?: unknown) => void;

export function createLog(write: (line: string) => void): Log {
  return (message, error) => write(mask(error === undefined ? message : `${message}: ${describe(error)}`));
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
}

/** `sip:dana@example.com` becomes `sip:…@…`. */
export function mask(text: string): string {
  return text.replace(/[^\s@:/'"<>]+@[^\s@'"<>,;)]+/gu, '…@…').replace(/(password|ticket|key)=[^\s&]+/giu, '$1=…');
}
