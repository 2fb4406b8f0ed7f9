// The thread that masks and writes a recording: however long an answer is, nobody waits for it.
import { lstatSync, openSync, rmSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { RecordingWriter } from '../../recording/recording-writer';
import { unpacked } from './packed-answer';
import type { FromRecording, RecordingWorkerData, ToRecording } from './worker-messages';

type Port = Pick<MessagePort, 'on' | 'postMessage' | 'close'>;

export function serveRecording(port: Port, { file, client, allowed }: RecordingWorkerData): void {
  const say = (message: FromRecording): void => port.postMessage(message);
  let descriptor: number;
  try {
    makeRoom(file);
    descriptor = openSync(file, 'wx', 0o600);
  } catch (error) {
    say({ refused: (error as NodeJS.ErrnoException).code ?? '' });
    return port.close();
  }
  const writer = new RecordingWriter(descriptor, { client, allowed });
  say({ opened: true });
  let hasToldTrouble = false;
  port.on('message', (message: ToRecording) => {
    if ('end' in message) {
      say({ written: writer.end(message.end) });
      return port.close();
    }
    writer.hear(unpacked(message.heard));
    if (writer.trouble && !hasToldTrouble) say({ trouble: writer.trouble });
    hasToldTrouble ||= writer.trouble !== undefined;
  });
}

/** The dialog has asked whether a file may go. One that stays would keep its mode, or lead elsewhere; what is none, such as a device, stays. */
function makeRoom(file: string): void {
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there?.isFile() || there?.isSymbolicLink()) rmSync(file);
}
