// The thread that reads a recording: the file may come from anybody, and may be long. It tells the whole once, then page by page.
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { stepsOnPage, textPiece, type RecordedStep, type RecordingContents } from '../../shared/domain/recording';
import { maxRecordingLength, readRecording, RecordingError, type Recording } from '../../recording/read-recording';
import { findSteps, stepsOf, unknownIn, type Step } from '../../recording/steps';
import type { FromReading, ProblemFound, ReadingWorkerData, ToReading } from './reading-messages';

type Port = Pick<MessagePort, 'on' | 'postMessage' | 'close'>;

/** Of a file that anybody may have written. */
const maxUnknown = 200;
const maxLabel = 120;
/** In UTF-8 a character takes four bytes at most, and those of most files one. */
const maxBytes = maxRecordingLength * 2;

export function serveReading(port: Port, { file }: ReadingWorkerData): void {
  const say = (message: FromReading): void => port.postMessage(message);
  const recording = read(file);
  if ('problem' in recording) {
    say({ opened: recording });
    return port.close();
  }
  const steps = stepsOf(recording.entries);
  say({ opened: contentsOf(file, recording, steps) });
  port.on('message', (message: ToReading) => {
    const { id } = message;
    if ('steps' in message) {
      const { search, from } = message.steps;
      const found = findSteps(steps, search);
      const page = found.slice(from, from + stepsOnPage);
      say({ id, value: { total: found.length, steps: page.flatMap((at) => rowOf(steps[at], at)) } });
    } else {
      const { step, part, from } = message.text;
      const text = (part === 'request' ? steps[step]?.request : steps[step]?.answer?.text) ?? '';
      say({ id, value: { text: text.slice(from, from + textPiece), length: text.length } });
    }
  });
}

function read(file: string): Recording | ProblemFound {
  try {
    const { size } = statSync(file);
    if (size > maxBytes) return { problem: 'too-long' };
    return readRecording(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof RecordingError)) return { problem: 'not-readable' };
    return { problem: error.problem, ...(error.line !== undefined && { line: error.line }) };
  }
}

function contentsOf(file: string, { client, entries }: Recording, steps: readonly Step[]): RecordingContents {
  return {
    fileName: basename(file),
    client: client.slice(0, maxLabel),
    steps: steps.length,
    durationMs: entries.at(-1)?.at ?? 0,
    unknown: unknownIn(entries)
      .slice(0, maxUnknown)
      .map((each) => ({ ...each, written: each.written.slice(0, maxLabel) })),
  };
}

function rowOf(step: Step | undefined, index: number): readonly RecordedStep[] {
  if (!step) return [];
  const { at, channel, what, answer } = step;
  return [
    {
      index,
      at,
      channel,
      what: what.slice(0, maxLabel),
      ...(answer && { outcome: answer.outcome.slice(0, maxLabel), tookMs: answer.at - at }),
    },
  ];
}
