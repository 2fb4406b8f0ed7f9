// What the installed program does not take from its environment, as it does not from its command line (`refused-switches.ts`). Only what
// is left: the fuses make it deaf to ELECTRON_RUN_AS_NODE, NODE_OPTIONS and NODE_EXTRA_CA_CERTS; NODE_TLS_REJECT_UNAUTHORIZED changes
// nothing, since certificates are looked at by ourselves; ELECTRON_DISABLE_SANDBOX is seen as the switch that it becomes;
// ELECTRON_OVERRIDE_DIST_PATH is read by tools of development alone.
import { StartTrouble } from './profile-folder';

/**
 * The keys of every TLS connection would go into the file that it names. It often stands there for another program's sake: Parley
 * starts without it. Chromium reads it when it makes its first connection, so that it is not too late.
 */
const dropped = ['SSLKEYLOGFILE'] as const;

/** Node would write the heads of requests, with tickets and cookies, on the error stream. It has read these before us: no taking back. */
const refused = ['NODE_DEBUG', 'NODE_DEBUG_NATIVE'] as const;

export interface Variables {
  readonly isPackaged: boolean;
  /** Of the process itself: what is deleted from it is gone for Chromium too, and for whatever is started later. */
  readonly env: Record<string, string | undefined>;
  readonly warn: (name: string) => void;
}

/** Before anything else: also a start that fails shows a window, and starts Chromium for it. @throws StartTrouble */
export function refuseVariables({ isPackaged, env, warn }: Variables): void {
  if (!isPackaged) return;
  for (const name of dropped.filter((each) => env[each] !== undefined)) {
    delete env[name];
    warn(name);
  }
  const found = refused.find((name) => env[name]);
  if (found !== undefined) throw new StartTrouble('variable-refused', found);
}
