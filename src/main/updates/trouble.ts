// Why there is no update, as a code: for the log and the diagnostics. A person is not told of it: they can do nothing about it.

export type UpdateTroubleCode =
  /** This installation is not one that can replace itself. */
  | 'not-replaceable'
  /** Who runs Parley may not write where it lies. */
  | 'not-writable'
  /** The program does not know by whom it is signed, so that nobody could say whether an update is signed by the same. */
  | 'no-publisher'
  | 'unreachable'
  | 'bad-status'
  | 'too-slow'
  | 'too-large'
  | 'another-origin'
  | 'not-understood'
  /** The feed has no file for this system. */
  | 'no-file'
  /** Its sum is not that of the feed. */
  | 'wrong-sum'
  | 'wrong-signature'
  | 'not-downloaded'
  | 'not-installed';

export class UpdateTrouble extends Error {
  constructor(
    readonly code: UpdateTroubleCode,
    cause?: unknown,
  ) {
    super(code, { cause });
    this.name = 'UpdateTrouble';
  }
}
