// Nodes of ejabberd, each a plain process. Several on one PostgreSQL are a cluster once they have joined.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { erlangLibraries, ownerNamed, programs } from './programs';
import { RunningService } from './running-service';
import { isListening, makeFolder, runTool, signalService, startService, untilUp, writeOwned } from './service-process';

/** All that is needed to talk to a node, and to strike it; nothing in it but values, so that it can be told to another process. */
export interface EjabberdState {
  readonly name: string;
  readonly folder: string;
  readonly port: number;
  readonly apiPort: number;
  readonly epmdPort: number;
  readonly cookie: string;
}

export interface EjabberdSurroundings {
  readonly parent: string;
  readonly certificate: string;
  readonly postgresPort: number;
  readonly epmdPort: number;
  readonly cookie: string;
}

/** Of each kind of password that is kept, and one for which there is no certificate. */
export const domains = {
  main: 'example.com',
  sha256: 'sha256.example.com',
  plain: 'plain.example.com',
  misnamed: 'example.net',
} as const;

export const makeCookie = (): string => randomBytes(12).toString('hex');

/** The port mapper of Erlang, which would stay behind if the nodes started it themselves. */
export async function startPortMapper(parent: string, port: number): Promise<void> {
  const owner = ownerNamed('ejabberd');
  const folder = makeFolder(join(parent, 'epmd'), owner);
  startService({ folder, command: programs.epmd, args: ['-port', String(port), '-address', '127.0.0.1'], owner });
  await untilUp(folder, () => isListening(port));
}

export async function startEjabberd(
  name: string,
  [port, apiPort]: readonly [number, number],
  { parent, certificate, postgresPort, epmdPort, cookie }: EjabberdSurroundings,
): Promise<EjabberdNode> {
  const owner = ownerNamed('ejabberd');
  const folder = makeFolder(join(parent, `ejabberd-${name}`), owner);
  makeFolder(join(folder, 'spool'), owner);
  writeOwned(join(folder, 'ejabberd.yml'), configuration(port, apiPort, certificate, postgresPort), owner);
  const node = new EjabberdNode({ name, folder, port, apiPort, epmdPort, cookie });
  await node.start();
  return node;
}

export class EjabberdNode extends RunningService<EjabberdState> {
  async start(): Promise<void> {
    const { name, folder, cookie, apiPort, port } = this.state;
    const args = [
      ...['-noinput', '-sname', `${name}@localhost`, '-setcookie', cookie, '-start_epmd', 'false'],
      ...['-kernel', 'inet_dist_use_interface', '{127,0,0,1}', '-mnesia', 'dir', `"${join(folder, 'spool')}"`],
      ...['-s', 'ejabberd'],
    ];
    startService({ folder, command: programs.erl, args, env: this.env, owner: ownerNamed('ejabberd') });
    const answers = (): Promise<boolean> => this.call('status').then(Boolean, () => false);
    await untilUp(folder, async () => (await isListening(port)) && (await isListening(apiPort)) && (await answers()));
  }

  /** It stands still, and its connections stay. */
  freeze(): void {
    signalService(this.state.folder, 'SIGSTOP');
  }

  thaw(): void {
    signalService(this.state.folder, 'SIGCONT');
  }

  async register(user: string, password: string, domain: string = domains.main): Promise<void> {
    await this.call('register', { user, host: domain, password });
  }

  async unregister(user: string, domain: string = domains.main): Promise<void> {
    await this.call('unregister', { user, host: domain });
  }

  /** A command of ejabberd's administration, by its name. */
  async call(command: string, args: object = {}): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${this.state.apiPort}/api/${command}`, {
      method: 'POST',
      body: JSON.stringify(args),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`ejabberd: ${command}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  /** Makes it a node of the other one's cluster. */
  join(other: EjabberdNode): void {
    const { folder } = this.state;
    const places = [
      '--config-dir',
      folder,
      '--config',
      join(folder, 'ejabberd.yml'),
      '--logs',
      folder,
      '--spool',
      join(folder, 'spool'),
    ];
    const args = [
      ...places,
      '--node',
      `${this.state.name}@localhost`,
      '--no-timeout',
      'join_cluster',
      `${other.state.name}@localhost`,
    ];
    runTool(programs.ejabberdctl, args, {
      env: { ...process.env, ...this.env, ERL_OPTIONS: `-setcookie ${this.state.cookie}` },
    });
  }

  private get env(): Record<string, string> {
    const { folder, epmdPort } = this.state;
    return {
      ERL_LIBS: erlangLibraries(),
      ERL_EPMD_PORT: String(epmdPort),
      ERL_EPMD_ADDRESS: '127.0.0.1',
      ERL_CRASH_DUMP: join(folder, 'crash.dump'),
      EJABBERD_CONFIG_PATH: join(folder, 'ejabberd.yml'),
      EJABBERD_LOG_PATH: join(folder, 'ejabberd.log'),
    };
  }
}

function configuration(port: number, apiPort: number, certificate: string, postgresPort: number): string {
  return `
loglevel: warning
hosts: [${Object.values(domains).join(', ')}]
certfiles: [${certificate}]
default_db: sql
new_sql_schema: true
sql_type: pgsql
sql_server: 127.0.0.1
sql_port: ${postgresPort}
sql_database: ejabberd
sql_username: ejabberd
sql_pool_size: 5
auth_method: sql
auth_password_format: scram
auth_use_cache: false
disable_sasl_mechanisms: [digest-md5, x-oauth2]
host_config:
  ${domains.sha256}: {auth_scram_hash: sha256}
  ${domains.plain}: {auth_password_format: plain, disable_sasl_mechanisms: [digest-md5, x-oauth2, scram-sha-1, scram-sha-1-plus, scram-sha-256, scram-sha-256-plus, scram-sha-512, scram-sha-512-plus]}
listen:
  - {port: ${port}, ip: 127.0.0.1, module: ejabberd_c2s, max_stanza_size: 262144, access: c2s, shaper: none, starttls_required: true, max_fsm_queue: 10000}
  - {port: ${apiPort}, ip: 127.0.0.1, module: ejabberd_http, request_handlers: {/api: mod_http_api}}
acl:
  local: {user_regexp: ""}
  loopback: {ip: [127.0.0.0/8]}
access_rules:
  local: {allow: local}
  c2s: {allow: all}
  muc_create: {allow: local}
shaper_rules: {max_user_sessions: 20, max_user_offline_messages: 1000}
api_permissions:
  "api": {from: [mod_http_api, ejabberd_ctl], who: {ip: 127.0.0.1/8}, what: "*"}
  "console": {from: [ejabberd_ctl], who: all, what: "*"}
modules:
  mod_adhoc: {}
  mod_admin_extra: {}
  mod_blocking: {}
  mod_caps: {}
  mod_carboncopy: {}
  mod_client_state: {}
  mod_disco: {}
  mod_http_api: {}
  mod_last: {}
  mod_mam: {default: always, assume_mam_usage: true, request_activates_archiving: false}
  mod_muc:
    access_create: muc_create
    access_persistent: muc_create
    default_room_options: {mam: true, persistent: false, allow_subscription: true}
  mod_muc_admin: {}
  mod_offline: {access_max_user_messages: max_user_offline_messages}
  mod_ping: {}
  mod_privacy: {}
  mod_private: {}
  mod_pubsub: {plugins: [flat, pep], access_createnode: local}
  mod_roster: {versioning: true}
  mod_stream_mgmt: {resend_on_timeout: if_offline, resume_timeout: 300, max_resume_timeout: 3600, ack_timeout: 60}
  mod_vcard: {search: true, matches: 100}
  mod_version: {}
`;
}
