// What the command line gives away besides its events: nothing that a server wrote goes to standard error, and what it writes is for
// the person alone who runs it.
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ScriptedService, type RawAnswer } from '../main/uc/testing/scripted-service';
import { planted, plantedText, planteds } from '../protocol/testing/vocabulary';
import { startCli, type CliProcess } from './testing/process';

let folder: string;
let service: ScriptedService;
let started: CliProcess[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-cli-'));
  service = await new ScriptedService().start();
  started = [];
});
afterEach(async () => {
  for (const each of started) each.kill('SIGKILL');
  await service.stop();
  rmSync(folder, { recursive: true });
});

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): CliProcess {
  const cli = startCli(args, env);
  started.push(cli);
  return cli;
}

const refusal = (kind: string): string =>
  `<cwaResponses><${kind} rid="1"><error code="18201" detail="${plantedText}"><sipResponse code="480" reason="${plantedText}"/></error></${kind}></cwaResponses>`;

describe('connect', () => {
  it.each<[string, RawAnswer]>([
    ['a refusal in its own words', { body: refusal('requestFailed') }],
    ['another one', { body: refusal('requestRejected') }],
    ['a page', { status: 403, body: `<html>${plantedText}</html>`, headers: { 'set-cookie': planted.cookie } }],
    ['a fault', { status: 500, body: plantedText, headers: { server: planted.host } }],
    ['what is no document', { body: `<a>${plantedText}` }],
  ])('writes nothing of %s to standard error', async (_, answer) => {
    service.intercept = (channel) => (channel === 'sign-in' ? answer : undefined);
    const env = { PARLEY_PASSWORD: planted.password };
    const cli = start(['connect', '--server', service.url, '--user', planted.account], env);
    expect(await cli.ended).toBe(1);
    expect(cli.words()).toContain('parley-cli connect: ');
    expect(planteds(cli.words())).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('serve', () => {
  it.each([true, false])('keeps its log to its owner (there before: %s)', async (isThere) => {
    const log = join(folder, 'requests.log');
    if (isThere) {
      writeFileSync(log, 'before\n');
      chmodSync(log, 0o664);
    }
    const cli = start(['serve', '--demo', '--port', '0', '--log', log]);
    await cli.until({ event: 'listening' });
    expect(statSync(log).mode & 0o777).toBe(0o600);
  });
});
