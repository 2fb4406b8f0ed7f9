// The recording that is looked at: the last one, or one from a file. One at a time; nothing of it is used but to be shown.
import { FailureError } from '../../shared/domain/failure';
import type { RecordedSteps, RecordedText, RecordingContents, UnknownName } from '../../shared/domain/recording';
import type { ProblemFound, StepsWanted, TextWanted } from './reading-messages';
import type { OpenReading } from './reading-thread';

export interface RecordingReader {
  /**
   * `names`: what the server calls what nobody knows, by how it is written in the file. `lookAfter`: calls once who looks at it is gone, and
   * returns what ends that.
   */
  open(
    file: string,
    names: readonly Required<UnknownName>[],
    lookAfter: (gone: () => void) => () => void,
  ): Promise<RecordingContents | ProblemFound>;
  /** @throws FailureError `not-found` where none is open */
  steps(wanted: StepsWanted): Promise<RecordedSteps>;
  /** @throws FailureError `not-found` where none is open */
  text(wanted: TextWanted): Promise<RecordedText>;
  /** Of the one that is open. */
  file(): string | undefined;
  close(): void;
}

export function createRecordingReader(
  openReading: (file: string) => Promise<OpenReading | ProblemFound>,
): RecordingReader {
  let open: { readonly file: string; readonly reading: OpenReading } | undefined;
  let turn = 0;
  let lookAway = (): void => undefined;

  const close = (): void => {
    turn += 1;
    lookAway();
    lookAway = () => undefined;
    open?.reading.close();
    open = undefined;
  };

  const reading = (): OpenReading => {
    if (!open) throw new FailureError('not-found', 'no recording is open');
    return open.reading;
  };

  return {
    async open(file, names, lookAfter) {
      close();
      const mine = turn;
      lookAway = lookAfter(close);
      const found = await openReading(file);
      if ('problem' in found) return found;
      if (mine !== turn) {
        found.close();
        throw new FailureError('cancelled');
      }
      open = { file, reading: found };
      return { ...found.contents, unknown: named(found.contents.unknown, names) };
    },
    steps: async (wanted) => reading().steps(wanted),
    text: async (wanted) => reading().text(wanted),
    file: () => open?.file,
    close,
  };
}

function named(found: readonly UnknownName[], names: readonly Required<UnknownName>[]): readonly UnknownName[] {
  return found.map((each) => {
    const known = names.find(({ kind, written }) => kind === each.kind && written === each.written);
    return known ? { ...each, name: known.name } : each;
  });
}
