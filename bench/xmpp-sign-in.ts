// What a sign-in to an XMPP service costs this process, beside what no client can do without: a TLS handshake and one derivation of a key.
import { pbkdf2 } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { connect, createSecureContext, TLSSocket } from 'node:tls';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openStream } from '../src/server/xmpp/stream/open-stream';
import type { StreamSettings } from '../src/server/xmpp/stream/stream';
import { EjabberdNode } from '../test/xmpp/rig/ejabberd';
import { missingPrograms } from '../test/xmpp/rig/programs';
import { startRig } from '../test/xmpp/rig/rig';
import { compared, type Bench } from './measure';
import { cpuMsOf } from './support/processor';

const runs = 60;
const derive = promisify(pbkdf2);
const nobody = {
  onStanza: () => undefined,
  onDown: () => undefined,
  onUp: () => undefined,
  onGivenUp: () => undefined,
};

export const xmppSignInBench: Bench = {
  name: 'xmpp-sign-in',
  async run(print) {
    const missing = missingPrograms();
    if (missing.length > 0) {
      print(`not measured: this machine does not have ${missing.join(', ')}`);
      return [];
    }
    const rig = await startRig({ hasProsody: false });
    try {
      const [state] = rig.state.ejabberd;
      if (!state) return [];
      const node = new EjabberdNode(state);
      await node.register('dana', 'pw');
      const { ca, folder } = rig.state;
      const settings: StreamSettings = {
        hosts: [node],
        domain: 'example.com',
        ca,
        isPlainAllowed: false,
        log: () => undefined,
      };
      const signIn = async (): Promise<void> => {
        const start = await openStream(settings, 'dana', 'pw', nobody);
        if ('stream' in start) await start.stream.close();
      };
      const { bare, stop } = await bareMinimum(join(folder, 'certificates'), ca);
      // What has never run is slow.
      for (let run = 0; run < runs / 4; run += 1) {
        await bare();
        await signIn();
      }
      try {
        return [
          await compared({
            name: 'sign-in to an XMPP service',
            unit: 'ms of the processor',
            runs,
            what: 'the handshake and the key alone',
            parley: () => cpuMsOf(signIn),
            reference: () => cpuMsOf(bare),
          }),
        ];
      } finally {
        stop();
      }
    } finally {
      await rig.stop();
    }
    return [];
  },
};

/** Both ends of the handshake are here, which makes it dearer than ours alone. */
async function bareMinimum(certificates: string, ca: string): Promise<{ bare: () => Promise<void>; stop: () => void }> {
  const pem = readFileSync(join(certificates, 'server.pem'), 'utf8');
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    const secure = new TLSSocket(socket, {
      isServer: true,
      secureContext: createSecureContext({ key: pem, cert: pem }),
    });
    secure.on('error', () => undefined).resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const secureContext = createSecureContext({ ca });
  return {
    bare: async () => {
      const socket = connect({ host: '127.0.0.1', port, servername: 'example.com', secureContext });
      await once(socket, 'secureConnect');
      await derive('pw', 'salt', 4_096, 20, 'sha1');
      socket.destroy();
    },
    stop: () => server.close(),
  };
}
