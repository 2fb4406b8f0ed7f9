// The configuration of ejabberd that operators get, read by an ejabberd: with addresses of this computer, and else as it is.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EjabberdNode } from '../xmpp/rig/ejabberd';
import { ownerNamed } from '../xmpp/rig/programs';
import { freePorts, makeFolder, writeOwned } from '../xmpp/rig/service-process';
import { ForeignClient } from '../xmpp/foreign-client';
import { hasServices, services } from '../xmpp/services';

/** Each must be there: what has another name by now would go unseen. */
function replaceAll(text: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((changed, [from, to]) => {
    if (changed.split(from).length !== 2) throw new Error(`${from} is not there once`);
    return changed.replace(from, to);
  }, text);
}

describe.skipIf(!hasServices)('the configuration of ejabberd for operators (skipped where there is none)', () => {
  it('is taken, lets people in, and nobody register', async () => {
    const { ejabberd } = services();
    const { folder: other, epmdPort } = ejabberd.node.state;
    const ofRig = readFileSync(join(other, 'ejabberd.yml'), 'utf8');
    const [, sqlPort] = /^sql_port: (\d+)$/mu.exec(ofRig) ?? [];
    const [, certificate = ''] = /^certfiles: \[(.+)\]$/mu.exec(ofRig) ?? [];
    const [port = 0, apiPort = 0] = await freePorts(2);
    const config = replaceAll(readFileSync('packaging/gateway/ejabberd.yml', 'utf8'), [
      ['/etc/ejabberd/example.com.pem', certificate],
      ['sql_server: 192.0.2.31', `sql_server: 127.0.0.1\nsql_port: ${sqlPort}`],
      ['port: 5222', `port: ${port}`],
      ['ip: 192.0.2.21', 'ip: 127.0.0.1'],
      ['port: 5280', `port: ${apiPort}`],
    ]);
    const owner = ownerNamed('ejabberd');
    const folder = makeFolder(join(dirname(other), 'ejabberd-shipped'), owner);
    makeFolder(join(folder, 'spool'), owner);
    writeOwned(join(folder, 'ejabberd.yml'), config, owner);
    // Not of the cluster of the others: they only share their database.
    const node = new EjabberdNode({ name: 'shipped', folder, port, apiPort, epmdPort, cookie: 'shipped' });
    await node.start();
    try {
      await node.register('shipped-dana', 'pw');
      const dana = await ForeignClient.open({ ...ejabberd, port }, 'shipped-dana', 'pw');
      expect(dana.jid).toBe('shipped-dana@example.com/foreign');
      await dana.close();
      // What it does not know, or does not like, it says; the certificate is one of a test.
      const log = readFileSync(join(folder, 'ejabberd.log'), 'utf8').split('\n');
      const complaints = log.filter((line) => /\[(?:warning|error|critical)\]/u.test(line));
      expect(complaints.filter((line) => !line.includes(' certificate') && !line.includes(' Certificate'))).toEqual([]);
    } finally {
      await node.kill();
    }
  }, 90_000);
});
