// The real thing for the tests: ejabberd on PostgreSQL and Prosody on ports of loopback, in one folder that is gone at the end. Also when
// the run is killed: what clears away is a process of its own, which waits for the end of its input.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certify, makeAuthority } from './certificates';
import {
  domains,
  makeCookie,
  startEjabberd,
  startPortMapper,
  type EjabberdState,
  type EjabberdSurroundings,
} from './ejabberd';
import { startPostgres } from './postgres';
import { startProsody, type ProsodyState } from './prosody';
import { freePorts } from './service-process';

/** Nothing but values: it is told to the processes of the tests. */
export interface RigState {
  readonly folder: string;
  /** PEM of the authority that has certified all of them, and of one that has certified nobody. */
  readonly ca: string;
  readonly caFile: string;
  readonly foreignCa: string;
  /** The first of them is what one talks to; several are one cluster. */
  readonly ejabberd: readonly EjabberdState[];
  readonly prosody: ProsodyState | undefined;
}

export interface Rig {
  readonly state: RigState;
  stop(): Promise<void>;
}

export interface RigOptions {
  /** Nodes of ejabberd in one cluster. */
  readonly nodes?: number;
  readonly hasProsody?: boolean;
}

export async function startRig({ nodes = 1, hasProsody = true }: RigOptions = {}): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-xmpp-'));
  chmodSync(folder, 0o755);
  const clearing = clearAwayLater(folder);
  try {
    const certificates = join(folder, 'certificates');
    const foreign = join(folder, 'foreign');
    for (const each of [certificates, foreign]) mkdirSync(each);
    const authority = makeAuthority(certificates);
    const names = [`DNS:${domains.main}`, `DNS:*.${domains.main}`];
    const certificate = certify(authority, 'server', names);
    const [postgresPort = 0, epmdPort = 0, prosodyPort = 0, ...nodePorts] = await freePorts(3 + 2 * nodes);
    const surroundings: EjabberdSurroundings = {
      parent: folder,
      certificate: certificate.pemFile,
      postgresPort,
      epmdPort,
      cookie: makeCookie(),
    };
    const ejabberd = async () => {
      await Promise.all([startPostgres(folder, postgresPort), startPortMapper(folder, epmdPort)]);
      const started = [];
      for (let index = 0; index < nodes; index += 1) {
        const ports = [nodePorts[2 * index] ?? 0, nodePorts[2 * index + 1] ?? 0] as const;
        const node = await startEjabberd(String.fromCharCode(97 + index), ports, surroundings);
        const [first] = started;
        if (first) node.join(first);
        started.push(node);
      }
      return started.map(({ state }) => state);
    };
    const [ejabberdStates, prosody] = await Promise.all([
      ejabberd(),
      hasProsody ? startProsody(folder, prosodyPort, certificate) : undefined,
    ]);
    const state: RigState = {
      folder,
      ca: authority.certificate,
      caFile: join(certificates, 'ca.pem'),
      foreignCa: makeAuthority(foreign).certificate,
      ejabberd: ejabberdStates,
      prosody: prosody?.state,
    };
    return { state, stop: clearing };
  } catch (error) {
    await clearing();
    throw error;
  }
}

/** PostgreSQL ends its own children when it is told to quit; the others have none that matter, and nothing to lose. */
const clearAway = `
read -r _
for file in "$1"/*/service.pid; do
  [ -e "$file" ] || continue
  pid=$(cat "$file")
  kill -CONT "$pid" 2>/dev/null
  case "$file" in */postgres/*) kill -QUIT "$pid" ;; *) kill -KILL "$pid" ;; esac 2>/dev/null
done
for file in "$1"/*/service.pid; do
  [ -e "$file" ] || continue
  pid=$(cat "$file")
  tries=0
  while kill -0 "$pid" 2>/dev/null && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
done
rm -rf "$1"
`;

function clearAwayLater(folder: string): () => Promise<void> {
  const child = spawn('sh', ['-c', clearAway, 'clear-away', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.unref();
  const gone = once(child, 'exit');
  return async () => {
    child.ref();
    child.stdin.end();
    await gone;
  };
}
