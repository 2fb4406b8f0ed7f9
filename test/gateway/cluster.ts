// The whole of an organisation on one computer: two nodes of ejabberd on PostgreSQL, two gateways, each a process of the built command
// line, and HAProxy in front of them; and all that can befall them.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { domains, EjabberdNode, type EjabberdState } from '../xmpp/rig/ejabberd';
import { missingPrograms } from '../xmpp/rig/programs';
import { startRig, type Rig } from '../xmpp/rig/rig';
import { freePorts, servicePid, until } from '../xmpp/rig/service-process';
import { hasBalancer, startBalancer, type Balancer } from './balancer';

const program = 'out/cli/index.js';

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

  /**
   * The nodes lose each other, and clients lose neither: each is made to think that the other one has another cookie, so that they cannot
   * connect again.
   */
  split(): void {
    this.log('--- the nodes lose each other');
    this.tellOfOthers((other) => `erlang:set_cookie('${other}', split).`);
    this.tellOfOthers((other) => `erlang:disconnect_node('${other}').`);
  }

  /** They talk again; Mnesia does not by itself. */
  unite(): void {
    this.log('--- the nodes find each other');
    this.tellOfOthers((other, { cookie }) => `erlang:set_cookie('${other}', '${cookie}').`);
    this.tellOfOthers((other) => `net_adm:ping('${other}').`);
  }

  /** Whether all nodes have one view of who is where. */
  isWhole(): boolean {
    return this.nodes.every(({ state }) => {
      const answer = this.tell(state.name, 'lists:sort(mnesia:system_info(running_db_nodes)).');
      return this.nodes.every((node) => answer.includes(nameOf(node)));
    });
  }

  async stop(): Promise<void> {
    await this.balancer.stop();
    for (const gateway of this.gateways) await gateway.kill();
    await this.rig.stop();
  }

  private tellOfOthers(words: (other: string, state: EjabberdState) => string): void {
    for (const node of this.nodes) {
      for (const other of this.nodes) if (other !== node) this.tell(node.state.name, words(nameOf(other), node.state));
    }
  }

  /** Has a node work something out. */
  private tell(name: string, words: string): string {
    const { cookie, epmdPort } = this.nodes[0]!.state;
    const env = { ...process.env, ERL_EPMD_PORT: String(epmdPort), ERL_EPMD_ADDRESS: '127.0.0.1', HOME: this.folder };
    const args = ['-sname', `${name}@localhost`, '-c', cookie, '-e'];
    const { stdout, stderr } = spawnSync('/usr/bin/erl_call', args, { env, input: `${words}\n`, encoding: 'utf8' });
    if (!stdout.startsWith('{ok,')) throw new Error(`${name}: ${words}: ${stdout}${stderr}`);
    return stdout;
  }
}

const nameOf = ({ state }: EjabberdNode): string => `${state.name}@localhost`;

/** `parley-cli serve` as it is handed out. */
export class GatewayProcess {
  private child: ChildProcess | undefined;
  private words = '';

  constructor(
    readonly name: string,
    private readonly port: number,
    private readonly metricsPort: number,
    private readonly args: readonly string[],
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Also after it was killed: at the same port. */
  async start(): Promise<void> {
    const ports = ['--port', String(this.port), '--metrics', String(this.metricsPort)];
    const child = spawn(process.execPath, [program, 'serve', ...ports, ...this.args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.words += text));
    let isListening = false;
    createInterface(child.stdout).on('line', () => (isListening = true));
    await until(`${this.name}: ${this.words}`, () => {
      if (child.exitCode !== null) throw new Error(`${this.name}: ${this.words}`);
      return isListening;
    });
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const ended = once(child, 'close') as Promise<[number | null]>;
    child.kill(signal);
    return (await ended)[0];
  }

  /** What it has said on standard error: warnings, and what ended it. */
  get complaints(): string {
    return this.words;
  }

  /** The samples of `/metrics` by name and labels; empty while it is down. */
  async figures(): Promise<ReadonlyMap<string, number>> {
    const text = await fetch(`http://127.0.0.1:${this.metricsPort}/metrics`).then(
      (response) => response.text(),
      () => '',
    );
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(
      lines.map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))] as const;
      }),
    );
  }
}
