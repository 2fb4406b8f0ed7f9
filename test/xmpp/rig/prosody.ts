// Prosody: the second dialect.
import { join } from 'node:path';
import { domains } from './ejabberd';
import type { Certified } from './certificates';
import { ownerNamed, programs } from './programs';
import { RunningService } from './running-service';
import { isListening, makeFolder, runTool, startService, untilUp, writeOwned } from './service-process';

export interface ProsodyState {
  readonly folder: string;
  readonly port: number;
}

export async function startProsody(parent: string, port: number, certificate: Certified): Promise<ProsodyServer> {
  const owner = ownerNamed('prosody');
  const folder = makeFolder(join(parent, 'prosody'), owner);
  makeFolder(join(folder, 'data'), owner);
  writeOwned(join(folder, 'prosody.cfg.lua'), configuration(folder, port, certificate), owner);
  const server = new ProsodyServer({ folder, port });
  await server.start();
  return server;
}

export class ProsodyServer extends RunningService<ProsodyState> {
  async start(): Promise<void> {
    const { folder, port } = this.state;
    const args = ['-F', '--config', join(folder, 'prosody.cfg.lua')];
    startService({ folder, command: programs.prosody, args, owner: ownerNamed('prosody') });
    await untilUp(folder, () => isListening(port));
  }

  async register(user: string, password: string, domain: string = domains.main): Promise<void> {
    const { folder } = this.state;
    const args = ['--config', join(folder, 'prosody.cfg.lua'), 'register', user, domain, password];
    runTool(programs.prosodyctl, args, { owner: ownerNamed('prosody'), cwd: folder });
  }
}

function configuration(folder: string, port: number, { certFile, keyFile }: Certified): string {
  return `
daemonize = false
pidfile = "${folder}/prosody.pid"
data_path = "${folder}/data"
log = { warn = "*console" }
modules_enabled = {
  "blocklist", "carbons", "csi_simple", "disco", "mam", "offline", "pep", "ping", "private", "roster", "saslauth", "smacks", "tls",
  "uptime", "vcard4", "vcard_legacy", "version"
}
modules_disabled = { "s2s", "dialback" }
c2s_interfaces = { "127.0.0.1" }
c2s_ports = { ${port} }
s2s_ports = { }
http_ports = { }
https_ports = { }
c2s_require_encryption = true
ssl = { certificate = "${certFile}", key = "${keyFile}" }
authentication = "internal_hashed"
storage = "internal"
archive_expires_after = "never"
default_archive_policy = true
smacks_hibernation_time = 300
VirtualHost "${domains.main}"
VirtualHost "${domains.sha256}"
  password_hash = "SHA-256"
VirtualHost "${domains.plain}"
  authentication = "internal_plain"
  disable_sasl_mechanisms = { "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS", "DIGEST-MD5" }
VirtualHost "${domains.misnamed}"
Component "conference.${domains.main}" "muc"
  modules_enabled = { "muc_mam" }
`;
}
