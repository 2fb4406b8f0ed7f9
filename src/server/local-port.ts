// What whoever lives in the server's process can do without HTTP: sign people in, let telephones ring, hear who comes and goes. The
// people of the demo use it, and tests do.
import type { SipUri } from '../protocol/sip-uri';
import type { Core } from './front/core';
import { signInLocally, type LocalSignIn, type LocalUser } from './front/local-client';
import type { CallEnd, CallOffer } from './memory/conferences/call';
import type { RingingCall } from './memory/conferences/calls';
import type { MemoryWorld } from './memory/memory-world';

export interface LocalPort {
  /** Throws for somebody the directory does not know. */
  signIn(uri: SipUri, given?: LocalSignIn): LocalUser;
  /** Lets the telephone of somebody ring (protocol.md 4.9). Undefined: nobody is there. */
  ring(to: SipUri, offer: CallOffer, onEnd?: (end: CallEnd) => void): RingingCall | undefined;
  /** Somebody comes to their first endpoint, or leaves their last; tells at once of those who are there. */
  onComing(listener: (uri: SipUri, isOnline: boolean) => void): () => void;
}

export function createLocalPort(core: Core, world: MemoryWorld): LocalPort {
  return {
    signIn(uri, given) {
      const user = world.users.byUri(uri);
      if (!user) throw new Error('nobody has this address');
      return signInLocally(core, user.person, given);
    },
    ring: (to, offer, onEnd = () => undefined) => world.ring(to, offer, onEnd),
    onComing(listener) {
      for (const user of world.users.all) if (user.isOnline) listener(user.person.uri, true);
      return world.onComing((user, isOnline) => listener(user.person.uri, isOnline));
    },
  };
}
