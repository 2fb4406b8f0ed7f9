// What Parley writes is for the person alone who runs it. Imported before everything else, so that it holds from the first file on; for
// what an older version wrote, or somebody has opened to others, see `closeToOthers`.
import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Of the permissions of a new file or folder, those of the group and of others are taken away. Programs that Parley starts inherit it. */
process.umask(0o077);

/**
 * What lies in a profile folder, by name: Parley's own and Chromium's. A folder that was named by hand may hold other things as well,
 * which are nobody's business here; nor is the folder itself.
 */
const ours =
  /^(?:(?:settings|servers|secrets|proxies|windows|history-key|words|answers|import)(?:\.broken-\d+)?\.json|history|logs|last-list\.sealed|DevToolsActivePort|Local State|Preferences|Cookies|DIPS|Trust Tokens|TransportSecurity|Network Persistent State|SharedStorage|QuotaManager|.*-journal|.*-wal|.*-shm|Cache|Code Cache|GPUCache|Dawn\w*Cache|Shared Dictionary|Session Storage|Local Storage|IndexedDB|blob_storage|Crashpad|Partitions|Network|WebStorage|shared_proto_db|VideoDecodeStats)$/u;

/** Never throws: what belongs to somebody else stays as it is. */
export function closeToOthers(profile: string): void {
  if (process.platform === 'win32') return;
  for (const name of namesIn(profile)) if (ours.test(name)) close(join(profile, name));
}

/** An older version noted there which groups of a contact list were folded. Nothing of ours is there now. */
export function forgetLocalStorage(profile: string): void {
  try {
    rmSync(join(profile, 'Local Storage'), { recursive: true, force: true });
  } catch {
    // It tells numbers of groups; the next start tries again.
  }
}

function close(path: string): void {
  try {
    const { mode } = lstatSync(path);
    const kind = mode & 0o170000;
    // A link may lead anywhere.
    if (kind !== 0o100000 && kind !== 0o040000) return;
    if ((mode & 0o077) !== 0) chmodSync(path, mode & 0o700);
    if (kind === 0o040000) for (const name of namesIn(path)) close(join(path, name));
  } catch {
    // Gone by now, or somebody else's.
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
