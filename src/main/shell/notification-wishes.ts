// Which setting says whether somebody wants to be told of a signal. Pure.
import type { Settings } from '../../shared/settings';
import type { Signal } from '../uc/engine';

export type NotificationWish = keyof Settings & `notifyOf${string}`;

/** Undefined: nobody is asked. */
export function wishOf({ kind }: Signal): NotificationWish | undefined {
  switch (kind) {
    case 'invitationReceived':
    case 'callReceived':
      return 'notifyOfInvitations';
    case 'messageReceived':
      return 'notifyOfMessages';
    case 'contactAlert':
      return 'notifyOfContacts';
    case 'messageFailed':
    case 'inviteFailed':
      return 'notifyOfFailures';
    // What takes one back is not one.
    case 'invitationClosed':
    case 'callEnded':
    case 'notice':
    case 'signedIn':
    case 'warning':
      return undefined;
  }
}
