// The process in which Chromium plays sounds. It comes with the first one and would stay until the program ends, with some 20 MB. Chromium
// lives with its going at any time: there is another one for the next sound.
import type { ProcessMetric } from 'electron';
import type { Log } from '../../shared/log';

/** As Chromium names it to whoever asks for the processes. */
const service = 'audio.mojom.AudioService';

/** For when no window is left: nothing is played then. */
export function endAudioService(
  processes: readonly Pick<ProcessMetric, 'pid' | 'serviceName'>[],
  end: (pid: number) => unknown,
  log: Log,
): void {
  for (const { pid, serviceName } of processes) {
    if (serviceName !== service) continue;
    try {
      end(pid);
      log('nothing is played: the audio service is ended', { pid });
    } catch (error) {
      // It is gone already, or is not for us to end: it costs memory, and nothing else.
      log('the audio service stays', { error });
    }
  }
}
