// A PostgreSQL with nothing in it but the tables of ejabberd.
import { join } from 'node:path';
import { ownerNamed, postgresPrograms, programs } from './programs';
import { isListening, makeFolder, runTool, startService, until, untilUp } from './service-process';

export async function startPostgres(parent: string, port: number): Promise<void> {
  const bin = postgresPrograms() ?? '';
  const owner = ownerNamed('postgres');
  const folder = makeFolder(join(parent, 'postgres'), owner);
  const data = join(folder, 'data');
  const quiet = { owner, cwd: folder };
  runTool(
    join(bin, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync'],
    quiet,
  );
  // Nothing of it is to outlive the run: what is written need not be on disk.
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'synchronous_commit=off',
    'shared_buffers=32MB',
  ];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  startService({ folder, command: join(bin, 'postgres'), args, owner });
  await untilUp(folder, () => isListening(port));
  const psql = (...rest: readonly string[]): void =>
    runTool(join(bin, 'psql'), ['-q', '-v', 'ON_ERROR_STOP=1', '-h', '127.0.0.1', '-p', String(port), ...rest], quiet);
  await until('PostgreSQL to answer', () => {
    try {
      psql('-U', 'postgres', '-c', 'select 1', '-o', '/dev/null');
      return true;
    } catch {
      return false;
    }
  });
  psql('-U', 'postgres', '-c', 'create role ejabberd login', '-c', 'create database ejabberd owner ejabberd');
  psql('-U', 'ejabberd', '-f', programs.ejabberdSchema, 'ejabberd');
}
