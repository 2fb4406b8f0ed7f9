// What may be written down of an error anywhere: its kind, codes of the system, numbers, and places in the program. Its message may
// hold what somebody else wrote (a server, a file, a person), so none of it is taken. Pure.
import { failureCodes, FailureError, type FailureCode, type FailureFacts } from './domain/failure';

export interface Fault {
  readonly kind: FaultKind;
  /** Of a `FailureError`. */
  readonly failure?: FailureCode;
  readonly facts?: FailureFacts;
  /** Its code, where it has one that is known: `ENOSPC`, `ERR_CONNECTION_RESET`, `SQLITE_FULL`. */
  readonly system?: string;
  /** The innermost first. */
  readonly places: readonly Place[];
  readonly cause?: Fault;
}

/** A place in a file of the program, whose folder is left out: it names the person whose computer this is. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The classes of errors that there are in Parley and in the language; everything else is an `Error`. */
export const faultKinds = [
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'URIError',
  'AggregateError',
  'AbortError',
  'TimeoutError',
  'FailureError',
  'ProtocolError',
  'BusError',
  'KeyStoreGoneError',
  'NewerHistoryError',
  'SqliteError',
  'ValiError',
  'StartTrouble',
  /** Something else than an error was thrown. */
  'value',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export const maxPlaces = 12;
const maxCauses = 2;
/** Longer than any name of a file that the build makes. */
export const placeFile = /^[\w.-]{1,64}\.(?:[cm]?[jt]s|vue)$/u;

export function faultOf(error: unknown, causes = maxCauses): Fault {
  if (!(error instanceof Error)) return { kind: 'value', places: [] };
  const system = systemCodeIn(error);
  return {
    kind: faultKinds.find((kind) => kind === error.name) ?? 'Error',
    ...(error instanceof FailureError && factsOf(error)),
    ...(system !== undefined && { system }),
    places: placesOf(error),
    ...(causes > 0 && error.cause instanceof Error && { cause: faultOf(error.cause, causes - 1) }),
  };
}

function factsOf({ code, facts }: FailureError): Pick<Fault, 'failure' | 'facts'> {
  const failure = failureCodes.find((each) => each === code);
  return { ...(failure !== undefined && { failure }), ...(facts && { facts }) };
}

/** As one line of a log. */
export function faultText({ kind, failure, facts, system, places, cause }: Fault): string {
  const words = [
    kind,
    failure,
    facts && factsText(facts),
    system,
    places.length > 0 && `at ${places.map(({ file, line, column }) => `${file}:${line}:${column}`).join(' < ')}`,
    cause && `because of ${faultText(cause)}`,
  ];
  return words.filter(Boolean).join(' ');
}

export function factsText({ http, cwa, subCode, sip, system }: FailureFacts): string {
  const numbers = Object.entries({ http, cwa, subCode, sip }).flatMap(([name, number]) =>
    number === undefined ? [] : `${name}=${Number(number)}`,
  );
  return [...numbers, systemCode(system)].filter((word) => word !== undefined).join(' ');
}

/** Names of errors that come with a prefix of their makers; those of the system have none, and are told one by one. */
const prefixed = /^(?:ERR|HPE|SQLITE|CERT|UNABLE)_[A-Z0-9_]{2,64}$/u;
const ofTheSystem: ReadonlySet<string> = new Set(
  (
    'EACCES EADDRINUSE EADDRNOTAVAIL EAGAIN EAI_AGAIN EAI_FAIL EAI_NODATA EAI_NONAME EBADF EBUSY ECANCELED ECONNABORTED ' +
    'ECONNREFUSED ECONNRESET EDQUOT EEXIST EFBIG EHOSTDOWN EHOSTUNREACH EINVAL EIO EISDIR ELOOP EMFILE ENAMETOOLONG ENETDOWN ' +
    'ENETRESET ENETUNREACH ENFILE ENOBUFS ENODEV ENOENT ENOMEM ENOSPC ENOTCONN ENOTDIR ENOTEMPTY ENOTFOUND ENOTSUP ENXIO EPERM ' +
    'EPIPE EPROTO EROFS ESOCKETTIMEDOUT ETIMEDOUT ETXTBSY EXDEV ABORT_ERR DEPTH_ZERO_SELF_SIGNED_CERT ' +
    'SELF_SIGNED_CERT_IN_CHAIN HOSTNAME_MISMATCH INVALID_CA ' +
    // Of errors of our own.
    'timeout refused closed too-large too-deep too-many-attributes doctype not-well-formed unexpected-root missing-value unknown-name'
  ).split(' '),
);

/** The text if it is such a name; undefined for every other. */
export function systemCode(text: unknown): string | undefined {
  return typeof text === 'string' && (ofTheSystem.has(text) || prefixed.test(text)) ? text : undefined;
}

function systemCodeIn(error: Error): string | undefined {
  return 'code' in error ? systemCode(error.code) : undefined;
}

/**
 * The lines behind the message, which may look like such lines itself: where it cannot be told where it ends, there are none.
 * Of a line the place alone is taken: names of functions may be made of data.
 */
function placesOf({ stack, message }: Error): Place[] {
  if (stack === undefined) return [];
  const start = stack.indexOf(message);
  if (start < 0) return [];
  const lines = stack.slice(start + message.length).split('\n', 64);
  return lines.flatMap(placeIn).slice(0, maxPlaces);
}

/** Where the program's own files lie, in a build and in the sources; a path of any other form is not the program's. */
const ownFolder = /[/\\](?:out|src|node_modules|app\.asar)[/\\]|app:\/\/parley\/|\bnode:/u;

function placeIn(text: string): Place[] {
  const found = /([\w.-]{1,70}):(\d{1,7}):(\d{1,7})\)?$/u.exec(text.slice(-100));
  const [, file = '', line, column] = found ?? [];
  if (!text.startsWith('    at ') || !ownFolder.test(text.slice(0, 1_000)) || !placeFile.test(file)) return [];
  return [{ file, line: Number(line), column: Number(column) }];
}
