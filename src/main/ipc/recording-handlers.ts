// Recording what the server says, and looking at what was recorded.
import { FailureError } from '../../shared/domain/failure';
import type { recordingMethods } from '../../shared/ipc/recording-methods';
import type { MethodHandlers } from '../ipc';
import type { RecordingReader } from '../recording/reader';
import type { Recordings } from '../recording/recordings';
import type { AskForFile } from './history-handlers';

export interface RecordingParts {
  readonly recordings: Recordings;
  readonly reader: RecordingReader;
  readonly askForFile: AskForFile;
  /** Of one to look at; undefined: none after all. */
  readonly askForRecording: (senderId: number) => Promise<string | undefined>;
  readonly isGuest: () => boolean;
  readonly showInFolder: (file: string) => void;
  /** Calls `gone` when the page of this window is gone, if it is not already; returns what ends that. */
  readonly whenGone: (senderId: number, gone: () => void) => () => void;
}

export function recordingHandlers({
  recordings,
  reader,
  askForFile,
  askForRecording,
  isGuest,
  showInFolder,
  whenGone,
}: RecordingParts): Pick<MethodHandlers, keyof typeof recordingMethods> {
  /** What lies on this computer is none of theirs. */
  function requireOwner(): void {
    if (isGuest()) throw new FailureError('not-allowed', 'no recording on a public computer');
  }

  return {
    'recording:state': () => recordings.state(),
    async 'recording:start'({ minutes }, { senderId }) {
      recordings.requireAllowed();
      const file = await askForFile(senderId, 'parley-recording.jsonl');
      if (file === undefined) return false;
      await recordings.start(file, minutes);
      return true;
    },
    'recording:stop': () => recordings.stop(),
    'recording:allow': ({ name, isAllowed }) => recordings.allow(name, isAllowed),
    async 'recording:open'(which, { senderId }) {
      requireOwner();
      const last = recordings.last();
      const file = which === 'last' ? last?.file : await askForRecording(senderId);
      if (file === undefined) return null;
      requireOwner();
      return reader.open(file, file === last?.file ? last.unknown : [], (gone) => whenGone(senderId, gone));
    },
    'recording:steps'(wanted) {
      requireOwner();
      return reader.steps(wanted);
    },
    'recording:text'(wanted) {
      requireOwner();
      return reader.text(wanted);
    },
    'recording:close': () => reader.close(),
    'recording:show-in-folder'() {
      requireOwner();
      const file = reader.file();
      if (file === undefined) throw new FailureError('not-found', 'no recording is open');
      showInFolder(file);
    },
  };
}
