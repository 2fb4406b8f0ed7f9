// What of the API an XMPP service has no word for: each client is told.
import type { ServiceLack } from '../../protocol/events/configuration';

export const lacks: readonly ServiceLack[] = ['calls', 'accessLevels', 'windowsSignIn'];
