// `replay`: a recording as a server on loopback, until all that was said then is said.
import { startReplay } from '../recording/replay/replay-server';
import { readRecording, RecordingError, type Recording } from '../recording/read-recording';
import { readFileOption, readInteger, readTextFile, UsageError } from './command-line';
import type { JsonOutput } from './json-output';
import { nextEndSignal } from './signals';

/** Longer than a client waits between two tries after trouble. */
const defaultPatienceS = 30;

/** Resolves with the exit code: 0, the client did as it did then; 1, it did not. Throws `UsageError`. */
export async function replay(args: readonly string[], output: JsonOutput): Promise<number> {
  const { file, values } = readFileOption(args, {
    port: { type: 'string' },
    fast: { type: 'boolean', default: false },
    patience: { type: 'string' },
  });
  const port = readInteger('--port', values.port, { max: 65_535 });
  const patienceS = readInteger('--patience', values.patience, { min: 1, max: 3_600 }) ?? defaultPatienceS;
  const { entries } = readRecordingFile(file);
  let differences = 0;
  const server = await startReplay({
    entries,
    isFast: values.fast,
    patienceMs: patienceS * 1_000,
    ...(port !== undefined && { port }),
    onDue: (command) => output.write({ event: 'due', command }),
    onDifference: ({ n, what }) => {
      differences += 1;
      output.write({ event: 'difference', exchange: n, what });
    },
  });
  output.write({ event: 'listening', url: server.url });
  const isWhole = await Promise.race([server.ended.then(() => true), nextEndSignal().then(() => false)]);
  await server.stop();
  output.write({ event: 'replayed', whole: isWhole, differences });
  return isWhole && differences === 0 ? 0 : 1;
}

/** Throws `UsageError`. */
export function readRecordingFile(file: string): Recording {
  const text = readTextFile('the recording', file);
  try {
    return readRecording(text);
  } catch (error) {
    if (error instanceof RecordingError) throw new UsageError(`${file} ${error.message}`);
    throw error;
  }
}
