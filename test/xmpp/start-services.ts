// Set-up of the tests on the real thing: once for all of them.
import type { TestProject } from 'vitest/node';
import { missingPrograms } from './rig/programs';
import { startRig } from './rig/rig';

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const missing = missingPrograms();
  if (missing.length > 0) {
    console.log(`Tests on XMPP services are skipped: this machine does not have ${missing.join(', ')}.`);
    project.provide('xmppRig', undefined);
    return undefined;
  }
  const rig = await startRig();
  project.provide('xmppRig', rig.state);
  // For the foreign client, in processes that begin after this.
  process.env['NODE_EXTRA_CA_CERTS'] = rig.state.caFile;
  return () => rig.stop();
}
