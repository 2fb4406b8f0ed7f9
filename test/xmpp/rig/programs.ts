// What the services need of this machine, and as whom they run: none of them likes to be root.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const programs = {
  erl: '/usr/bin/erl',
  epmd: '/usr/bin/epmd',
  erlCall: '/usr/bin/erl_call',
  ejabberdctl: '/usr/sbin/ejabberdctl',
  ejabberdSchema: '/usr/share/ejabberd/sql/pg.new.sql',
  prosody: '/usr/bin/prosody',
  prosodyctl: '/usr/bin/prosodyctl',
  openssl: '/usr/bin/openssl',
};

const postgresHome = '/usr/lib/postgresql';

/** The folder of the newest PostgreSQL, if there is one. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(postgresHome)) return undefined;
  const versions = readdirSync(postgresHome)
    .filter((name) => existsSync(join(postgresHome, name, 'bin/initdb')))
    .sort((a, b) => Number(b) - Number(a));
  const [newest] = versions;
  return newest === undefined ? undefined : join(postgresHome, newest, 'bin');
}

/** What is not here; empty where all services can run. */
export function missingPrograms(): readonly string[] {
  if (process.platform !== 'linux') return ['a Debian system'];
  const missing = Object.entries(programs).flatMap(([name, path]) => (existsSync(path) ? [] : [name]));
  return postgresPrograms() === undefined ? [...missing, 'postgresql'] : missing;
}

/** Where the packages have put ejabberd's libraries: it differs by the processor. */
export function erlangLibraries(): string {
  const [, path = ''] = /^ERL_LIBS='?([^'\n]+)'?$/mu.exec(readFileSync(programs.ejabberdctl, 'utf8')) ?? [];
  return path;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Undefined where only oneself can be it. */
export function ownerNamed(name: string): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}
