// The whole of an organisation on one computer: two nodes of ejabberd on PostgreSQL, two gateways, each a process of the built command
// line, and HAProxy in front of them; and all that can befall them.
import { join } from 'node:path';
import { domains, EjabberdNode } from '../xmpp/rig/ejabberd';
import { isWhole, split, unite } from '../xmpp/rig/netsplit';
import { missingPrograms } from '../xmpp/rig/programs';
import { startRig, type Rig } from '../xmpp/rig/rig';
import { freePorts, servicePid } from '../xmpp/rig/service-process';
import { hasBalancer, startBalancer, type Balancer } from './balancer';
import { GatewayProcess } from './gateway-process';

/** What is not on this computer; empty where a cluster can run. */
export function missingForCluster(): readonly string[] {
  return [...missingPrograms(), ...(hasBalancer ? [] : ['haproxy'])];
}

export interface ClusterOptions {
  readonly nodes?: number;
  readonly gateways?: number;
  readonly holdMs?: number;
  readonly log: (line: string) => void;
}

export class Cluster {
  private constructor(
    private readonly rig: Rig,
    readonly nodes: readonly EjabberdNode[],
    readonly gateways: readonly GatewayProcess[],
    private readonly balancer: Balancer,
    private readonly log: (line: string) => void,
  ) {}

  static async start({ nodes = 2, gateways = 2, holdMs = 20_000, log }: ClusterOptions): Promise<Cluster> {
    const rig = await startRig({ nodes, hasProsody: false });
    const started: GatewayProcess[] = [];
    try {
      const { caFile, folder, ejabberd } = rig.state;
      const all = ejabberd.map((state) => new EjabberdNode(state));
      const ports = await freePorts(2 * gateways);
      for (let index = 0; index < gateways; index += 1) {
        // Each begins at another node.
        const hosts = all.map((_, at) => all[(at + index) % all.length]!);
        const backend = hosts.map(({ port }) => `xmpp://127.0.0.1:${port}?domain=${domains.main}`).join(',');
        const [port = 0, metricsPort = 0] = ports.slice(2 * index);
        const gateway = new GatewayProcess(`gateway ${index + 1}`, port, metricsPort, [
          ...['--backend', backend, '--backend-ca', caFile, '--hold', String(holdMs), '--poll-wait', '50'],
          ...['--trusted-proxy', '127.0.0.1', '--log', join(folder, `gateway${index + 1}.log`)],
        ]);
        started.push(gateway);
        await gateway.start();
      }
      const balancer = await startBalancer(
        folder,
        started.map(({ url }) => url),
      );
      return new Cluster(rig, all, started, balancer, log);
    } catch (error) {
      for (const gateway of started) await gateway.kill();
      await rig.stop();
      throw error;
    }
  }

  get url(): string {
    return this.balancer.url;
  }

  get folder(): string {
    return this.rig.state.folder;
  }

  /** What HAProxy has said of gateways that it did not reach. */
  get unreached(): readonly string[] {
    return this.balancer.complaints;
  }

  async register(user: string, password: string): Promise<void> {
    await this.nodes[0]!.register(user, password);
  }

  /** The processes of ejabberd by their numbers. */
  nodePids(): readonly number[] {
    return this.nodes.map(({ state }) => servicePid(state.folder));
  }

  /** The nodes lose each other, and clients lose neither. */
  split(): void {
    this.log('--- the nodes lose each other');
    split(this.nodes);
  }

  unite(): void {
    this.log('--- the nodes find each other');
    unite(this.nodes);
  }

  isWhole(): boolean {
    return isWhole(this.nodes);
  }

  async stop(): Promise<void> {
    await this.balancer.stop();
    for (const gateway of this.gateways) await gateway.kill();
    await this.rig.stop();
  }
}
