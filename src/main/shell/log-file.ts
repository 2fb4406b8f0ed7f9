// The log of an installed Parley on the disk, for the person alone: `parley.log`, and the older `parley.1.log`, `parley.2.log`. Lines
// come masked (log.ts). They are written in the background, a handful at a time and within bounds of size and pace; a disk that
// takes none costs lines and nothing else. Until it is known whose session it is they are held, and a crash before that loses them; of a
// guest's none is written.
import * as fs from 'node:fs';
import { chmod, lstat, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

// By number, so that the last lines can be written at once when the program ends.
const openFile = promisify(fs.open);
const closeFile = promisify(fs.close);
const statOf = promisify(fs.fstat);
const closeToOthers = promisify(fs.fchmod);
const appendTo = promisify(fs.appendFile);

export interface LogFile {
  /** Never waits, never throws. */
  write(line: string): void;
  /** An attempt to sign in begins. What a guest's session may have said already is thrown away. */
  belongsTo(person: 'owner' | 'guest'): void;
  /** All that may be written is, as far as the disk takes it; where nobody signed in, that is what was held. */
  saved(): Promise<void>;
  /** Writes what waits before it returns, for when there is no later; nothing where the file is busy or not open. */
  saveNow(): void;
}

export type LogFileTrouble =
  /** A link, a folder, or somebody else's file stands where one of the files should. */
  { readonly kind: 'in-the-way' } | { readonly kind: 'not-written'; readonly error: unknown };

export interface LogFileOptions {
  /** Made when there is something to write; the one above it is there. */
  readonly folder: string;
  /** A guest may sit here from the beginning. */
  readonly isForGuests?: boolean;
  /** Told once. */
  readonly onTrouble: (trouble: LogFileTrouble) => void;
  readonly maxFileBytes?: number;
  readonly now?: () => number;
  /** To measure, in milliseconds; default: a clock that nobody can set. */
  readonly monotonicNow?: () => number;
}

/** The newest first. */
const names = ['parley.log', 'parley.1.log', 'parley.2.log'] as const;
const defaultFileBytes = 1024 * 1024;
const saveEveryMs = 1_000;
/** A disk that is full now is not asked at every line. */
const restMs = 60_000;
/** What a storm of lines goes down to, so that it does not wash away in seconds what was before it. */
const steadyBytesPerSecond = 4 * 1024;

/** A pipe that nobody reads would hold the writer; a link would lead elsewhere. Windows has neither flag. */
const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
const flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK;

interface OpenFile {
  readonly fd: number;
  bytes: number;
}

class InTheWay extends Error {}

export function createLogFile({
  folder,
  isForGuests = false,
  onTrouble,
  maxFileBytes = defaultFileBytes,
  now = Date.now,
  monotonicNow = () => performance.now(),
}: LogFileOptions): LogFile {
  const maxWaitingBytes = maxFileBytes / 4;
  let owner: 'unknown' | 'owner' | 'guest' = isForGuests ? 'guest' : 'unknown';
  let waiting: string[] = [];
  let waitingBytes = 0;
  let leftOut = 0;
  let allowance = { bytes: maxWaitingBytes, at: monotonicNow() };
  let file: OpenFile | undefined;
  /** The last write may have ended in the middle of a line. */
  let isTorn = false;
  let isRefused = false;
  let isTold = false;
  let restsUntil = 0;
  let saving: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function write(line: string): void {
    if (owner === 'guest' || isRefused) return;
    const bytes = Buffer.byteLength(line) + 1;
    if (waitingBytes + bytes > maxWaitingBytes || !isAllowed(bytes)) {
      leftOut += 1;
    } else {
      waiting.push(line);
      waitingBytes += bytes;
    }
    if (owner === 'owner') saveSoon();
  }

  function isAllowed(bytes: number): boolean {
    const at = monotonicNow();
    const earned = ((at - allowance.at) / 1_000) * steadyBytesPerSecond;
    allowance = { bytes: Math.min(maxWaitingBytes, allowance.bytes + earned), at };
    if (bytes > allowance.bytes) return false;
    allowance.bytes -= bytes;
    return true;
  }

  function saveSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void save();
    }, saveEveryMs).unref();
  }

  /** One at a time; what comes meanwhile goes with the next. */
  function save(): Promise<void> {
    saving ??= saveAll().finally(() => (saving = undefined));
    return saving;
  }

  async function saveAll(): Promise<void> {
    if (waiting.length + leftOut === 0 || owner === 'guest' || isRefused || monotonicNow() < restsUntil) return;
    try {
      const room = await openWithRoom(waitingBytes);
      await append(room);
    } catch (error) {
      fail(error);
    }
  }

  async function append(room: OpenFile): Promise<void> {
    // Nothing, where a guest has come meanwhile.
    const { text, lines } = take();
    try {
      await appendTo(room.fd, text);
      room.bytes += Buffer.byteLength(text);
    } catch (error) {
      leftOut += lines;
      isTorn = true;
      throw error;
    }
  }

  /** `lines`: how many are lost with the text. */
  function take(): { readonly text: string; readonly lines: number } {
    const note = leftOut > 0 ? [`${new Date(now()).toISOString()} lines left out count=${leftOut}`] : [];
    const all = [...waiting, ...note].map((line) => `${line}\n`).join('');
    const text = isTorn && all !== '' ? `\n${all}` : all;
    const lines = waiting.length + leftOut;
    isTorn = false;
    forget();
    return { text, lines };
  }

  function forget(): void {
    [waiting, waitingBytes, leftOut] = [[], 0, 0];
  }

  async function openWithRoom(bytes: number): Promise<OpenFile> {
    // Somebody tidied up: it is begun anew.
    if (file && (await statOf(file.fd)).nlink !== 1) await close();
    file ??= await openOwn();
    if (file.bytes > 0 && file.bytes + bytes > maxFileBytes) {
      await close();
      await rm(join(folder, names[2]), { force: true });
      await moveIfThere(names[1], names[2]);
      await moveIfThere(names[0], names[1]);
      isTorn = false;
      file = await openOwn();
    }
    return file;
  }

  async function openOwn(): Promise<OpenFile> {
    await prepareFolder(folder);
    for (const name of names) await checkPlace(join(folder, name));
    const fd = await openFile(join(folder, names[0]), flags, 0o600);
    try {
      const found = await statOf(fd);
      if (!isOwnFile(found)) throw new InTheWay();
      if (isOpenToOthers(found)) await closeToOthers(fd, 0o600);
      return { fd, bytes: found.size };
    } catch (error) {
      await closeFile(fd);
      throw error;
    }
  }

  async function moveIfThere(from: string, to: string): Promise<void> {
    await rename(join(folder, from), join(folder, to)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }

  async function close(): Promise<void> {
    const { fd } = file ?? {};
    file = undefined;
    if (fd !== undefined) await closeFile(fd);
  }

  function fail(error: unknown): void {
    // There is nothing more to be done for a file that cannot be closed.
    close().catch(() => undefined);
    restsUntil = monotonicNow() + restMs;
    isRefused = error instanceof InTheWay;
    if (isRefused) forget();
    if (isTold) return;
    isTold = true;
    onTrouble(isRefused ? { kind: 'in-the-way' } : { kind: 'not-written', error });
  }

  return {
    write,
    belongsTo(person) {
      owner = person;
      if (person === 'guest') forget();
      else if (waiting.length + leftOut > 0) saveSoon();
    },
    async saved() {
      // What was taken is on its way, and what came after it is not.
      await saving;
      restsUntil = 0;
      await save();
    },
    saveNow() {
      if (!file || saving || waiting.length === 0 || owner === 'guest') return;
      const { text, lines } = take();
      try {
        fs.appendFileSync(file.fd, text);
        file.bytes += Buffer.byteLength(text);
      } catch (error) {
        leftOut += lines;
        isTorn = true;
        fail(error);
      }
    },
  };
}

async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const found = await lstat(folder);
  if (!found.isDirectory() || !isOurs(found)) throw new InTheWay();
  if (isOpenToOthers(found)) await chmod(folder, 0o700);
}

/** What stands there is moved and removed by name as well, so it has to be ours before it is opened. */
async function checkPlace(path: string): Promise<void> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (found && !isOwnFile(found)) throw new InTheWay();
}

/** With a second name it may be a file of anything. */
const isOwnFile = (found: fs.Stats): boolean => found.isFile() && found.nlink === 1 && isOurs(found);

const isOurs = ({ uid }: fs.Stats): boolean => process.getuid === undefined || uid === process.getuid();

const isOpenToOthers = ({ mode }: fs.Stats): boolean => process.platform !== 'win32' && (mode & 0o077) !== 0;
