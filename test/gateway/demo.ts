// A gateway to try: one node of ejabberd and one gateway on this computer, with people who know each other. What is not Parley can join.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { domains, EjabberdNode } from '../xmpp/rig/ejabberd';
import { startRig } from '../xmpp/rig/rig';
import { freePorts } from '../xmpp/rig/service-process';
import { GatewayProcess } from './gateway-process';

export interface GatewayDemo {
  readonly folder: string;
  /** Where Parley signs in, and a policy that says so to it. */
  readonly url: string;
  readonly policyFile: string;
  readonly domain: string;
  readonly port: number;
  readonly caFile: string;
  readonly people: readonly DemoAccount[];
  stop(): Promise<void>;
}

interface DemoAccount {
  readonly user: string;
  readonly name: string;
  readonly group: string;
  readonly password: string;
}

const people: readonly DemoAccount[] = [
  { user: 'dana', name: 'Dana Reyes', group: 'Operations', password: 'demo-dana' },
  { user: 'lee', name: 'Lee Park', group: 'Suppliers', password: 'demo-lee' },
  { user: 'kim', name: 'Kim Okafor', group: 'Operations', password: 'demo-kim' },
  { user: 'mei', name: 'Mei Tanaka', group: 'Suppliers', password: 'demo-mei' },
];

export async function startGatewayDemo(): Promise<GatewayDemo> {
  const { state, stop } = await startRig({ hasProsody: false });
  const { folder, caFile, ejabberd } = state;
  let gateway: GatewayProcess | undefined;
  try {
    const node = new EjabberdNode(ejabberd[0]!);
    await introduce(node);
    const [port = 0, metricsPort = 0] = await freePorts(2);
    const backend = `xmpp://127.0.0.1:${node.port}?domain=${domains.main}`;
    gateway = new GatewayProcess('the gateway', port, metricsPort, [
      ...['--backend', backend, '--backend-ca', caFile, '--hold', '20000'],
      ...['--log', join(folder, 'gateway.log')],
    ]);
    await gateway.start();
    const { url } = gateway;
    const policyFile = join(folder, 'policy.json');
    writeFileSync(policyFile, JSON.stringify({ 'server.address': url }));
    const started = gateway;
    return {
      ...{ folder, url, policyFile, caFile, people, domain: domains.main, port: node.port },
      async stop() {
        await started.kill('SIGTERM');
        await stop();
      },
    };
  } catch (error) {
    await gateway?.kill();
    await stop();
    throw error;
  }
}

/** Everybody has a name, and everybody in their list. */
async function introduce(node: EjabberdNode): Promise<void> {
  const host = domains.main;
  for (const { user, name, password } of people) {
    await node.register(user, password);
    await node.call('set_vcard', { user, host, name: 'FN', content: name });
  }
  for (const own of people) {
    for (const { user, name, group } of people) {
      if (user === own.user) continue;
      const item = { localuser: own.user, localhost: host, user, host, nick: name, group, subs: 'both' };
      await node.call('add_rosteritem', item);
    }
  }
}
