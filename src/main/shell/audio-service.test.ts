import { describe, expect, it } from 'vitest';
import { endAudioService } from './audio-service';

const processes = [
  { pid: 1 },
  { pid: 2, serviceName: 'network.mojom.NetworkService' },
  { pid: 3, serviceName: 'audio.mojom.AudioService' },
];

describe('endAudioService', () => {
  it('ends that process and no other', () => {
    const ended: number[] = [];
    endAudioService(
      processes,
      (pid) => ended.push(pid),
      () => undefined,
    );
    expect(ended).toEqual([3]);
  });

  it('leaves one be that cannot be ended', () => {
    const said: string[] = [];
    const refuse = (): never => {
      throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' });
    };
    endAudioService(processes, refuse, (line) => void said.push(line));
    expect(said).toEqual(['the audio service stays']);
  });
});
