// The life of a conversation on the wire as it begins, whoever begins it.
import type { Wire } from './conversations-state';

/** Of one that we begin. */
export const newWire: Wire = {
  isIncoming: false,
  isAccepted: true,
  isConnected: false,
  isEscalating: false,
  isRejoin: false,
  unconfirmed: [],
  failedInvites: [],
  asked: [],
};

/** Of one that somebody else begins: nobody here has said yes. */
export const incomingWire: Wire = { ...newWire, isIncoming: true, isAccepted: false };
