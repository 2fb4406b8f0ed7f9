// The file that lines are added to: each is there whole, or not at all, however full the disk is. What was begun can be ended: for the last
// line there is always room, if need be at the cost of the one before it.
import { closeSync, fsyncSync, ftruncateSync, writeSync } from 'node:fs';

/** `too-long`: nobody would read it any more. */
export type WriteTrouble = 'disk-full' | 'too-long' | 'not-written';

export interface Disk {
  write(descriptor: number, bytes: Uint8Array, offset: number, length: number, position: number): number;
  truncate(descriptor: number, length: number): void;
  flush(descriptor: number): void;
  close(descriptor: number): void;
}

const realDisk: Disk = { write: writeSync, truncate: ftruncateSync, flush: fsyncSync, close: closeSync };

const fullCodes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** Of the last line, and the little that an end takes. */
const reservedBytes = 1_024;

export class LineFile {
  /** Where each line ends. */
  private readonly ends: number[] = [];
  private found: WriteTrouble | undefined;
  private isClosed = false;

  constructor(
    private readonly descriptor: number,
    private readonly maxBytes: number,
    private readonly disk: Disk = realDisk,
  ) {}

  /** Why no more is written. */
  get trouble(): WriteTrouble | undefined {
    return this.found;
  }

  /** Whole ones that are there. */
  get lines(): number {
    return this.ends.length;
  }

  private get size(): number {
    return this.ends.at(-1) ?? 0;
  }

  /** Does nothing once there was trouble, or it is closed. */
  write(line: string): void {
    if (this.found || this.isClosed) return;
    const bytes = Buffer.from(`${line}\n`);
    this.found = this.size + bytes.length > this.maxBytes - reservedBytes ? 'too-long' : this.add(bytes);
  }

  /** False: it is not known how much of the file is there. */
  close(lastLine: string): boolean {
    const bytes = Buffer.from(`${lastLine}\n`);
    this.isClosed = true;
    try {
      let trouble = this.add(bytes);
      while (trouble === 'disk-full' && this.ends.length > 1) {
        this.ends.pop();
        trouble = this.add(bytes);
      }
      this.disk.flush(this.descriptor);
      return trouble === undefined;
    } catch {
      return false;
    } finally {
      this.disk.close(this.descriptor);
    }
  }

  private add(bytes: Uint8Array): WriteTrouble | undefined {
    const { descriptor, disk, size } = this;
    try {
      // What a line left there that had no room.
      disk.truncate(descriptor, size);
      let done = 0;
      while (done < bytes.length) done += disk.write(descriptor, bytes, done, bytes.length - done, size + done);
      this.ends.push(size + done);
      return undefined;
    } catch (error) {
      return fullCodes.has((error as NodeJS.ErrnoException).code) ? 'disk-full' : 'not-written';
    }
  }
}
