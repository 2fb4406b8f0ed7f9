// What is heard, masked and written line by line into a file that can be read whenever it has ended.
import { LineFile, type Disk, type WriteTrouble } from './line-file';
import type { UnknownName } from './mask/unknown-names';
import { MaskedLines, type MaskedLinesOptions } from './masked-lines';
import { maxRecordingLength } from './read-recording';
import type { Heard } from './tap';

export interface WrittenRecording {
  /** Whose request is in the file. */
  readonly exchanges: number;
  /** It has its end, and can be read. */
  readonly isWhole: boolean;
  readonly trouble?: WriteTrouble;
  readonly unknown: readonly UnknownName[];
}

export class RecordingWriter {
  private readonly masked: MaskedLines;
  private readonly file: LineFile;
  /** Which lines are requests. */
  private readonly requests: number[] = [];

  /** `descriptor`: of a new file. */
  constructor(descriptor: number, options: MaskedLinesOptions, disk?: Disk) {
    this.masked = new MaskedLines(options);
    this.file = new LineFile(descriptor, maxRecordingLength, disk);
    this.file.write(this.masked.start());
  }

  /** Why nothing more of it is written: it had better be ended. */
  get trouble(): WriteTrouble | undefined {
    return this.file.trouble;
  }

  hear(heard: Heard): void {
    if (this.file.trouble) return;
    const line = this.file.lines;
    this.file.write(this.masked.line(heard));
    if ('asked' in heard) this.requests.push(line);
  }

  end(at: number): WrittenRecording {
    const isWhole = this.file.close(this.masked.end(at));
    const { trouble, lines } = this.file;
    return {
      exchanges: this.requests.filter((line) => line < lines - 1).length,
      isWhole,
      ...(trouble && { trouble }),
      unknown: this.masked.unknown,
    };
  }
}
