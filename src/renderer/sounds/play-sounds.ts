// Plays what the main process asks this window for: where the desktop makes no sound of Parley's own with a notification.
import type { SoundKind } from '../../shared/sounds';
import { listen } from '../bridge';
import alert from '../../../resources/sounds/parley-alert.wav?no-inline';
import invitation from '../../../resources/sounds/parley-invitation.wav?no-inline';
import message from '../../../resources/sounds/parley-message.wav?no-inline';

const addresses: Readonly<Record<SoundKind, string>> = { invitation, message, alert };

export function playSounds(): () => void {
  return listen('sound:play', (sound) => {
    // A computer without a sound device is no trouble: what was to be heard is seen too.
    void new Audio(addresses[sound]).play().catch(() => undefined);
  });
}
