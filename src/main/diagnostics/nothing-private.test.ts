// Whatever a server puts into any field of what it says, and a person into theirs: none of it is in the log, in the exported
// diagnostics, or in what an unexpected error shows. The fields are those of the protocol's own generators and encoders. Without the
// mask and the search for known names, which are there for what nobody has thought of: this is about what is thought of.
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type * as v from 'valibot';
import { decodeEvents, encodeEvents } from '../../protocol/events';
import { decodeReplies, encodeReplies } from '../../protocol/replies';
import { events, replies } from '../../protocol/testing/arbitraries';
import { plant, plantUnknown } from '../../protocol/testing/plant';
import { planted, plantedLines, plantedText, planteds } from '../../protocol/testing/vocabulary';
import type { ConnectionTestResult } from '../../shared/domain/diagnostics';
import { failureCodes, FailureError } from '../../shared/domain/failure';
import { faultOf } from '../../shared/fault';
import { defaultSettings, SettingsSchema, type Settings } from '../../shared/settings';
import { noPolicy } from '../policy/merge-policy';
import { createErrorReports } from '../shell/error-reports';
import { createLog, type Log } from '../shell/log';
import { createLogFile, type LogFile } from '../shell/log-file';
import { createNodeTransport } from '../uc/http/node/node-transport';
import { makeCertificate } from '../uc/testing/make-certificate';
import type { RawAnswer } from '../uc/testing/scripted-service';
import { Desk, until } from '../uc/testing/desk';
import { testConnection } from './connection-test';
import { exportDiagnostics } from './export-diagnostics';

let folder: string;
let desk: Desk;
let log: Log;
let logFile: LogFile;
/** What the log wrote, and what an unexpected error showed. */
let lines: string[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-private-'));
  lines = [];
  logFile = createLogFile({ folder: join(folder, 'logs'), onTrouble: ({ kind }) => lines.push(`log file: ${kind}`) });
  logFile.belongsTo('owner');
  logFile.write('started');
  log = createLog({
    write(line) {
      lines.push(line);
      logFile.write(line);
    },
    mask: (line) => line,
  });
  desk = await Desk.open();
  desk.service.self = planted.uri;
  desk.service.password = planted.password;
  desk.newEngine({ log });
});
afterEach(async () => {
  await desk.close();
  await logFile.saved();
  rmSync(folder, { recursive: true });
});

const signIn = (): Promise<void> => desk.signIn({ user: planted.account, password: planted.password });

/** Everything that may leave this computer. */
async function told(
  more: { settings?: Settings; connectionTest?: readonly ConnectionTestResult[] } = {},
): Promise<string> {
  const file = join(folder, 'diagnostics.zip');
  await exportDiagnostics(file, {
    about: {},
    settings: defaultSettings,
    policy: noPolicy,
    log: log.recent().join('\n'),
    mask: (line) => line,
    known: [],
    ...more,
  });
  const zip = Object.entries(unzipSync(readFileSync(file))).map(([name, data]) => `${name}\n${strFromU8(data)}`);
  // A line that comes while the files are read need not be in them.
  const last = log.recent().at(-1) ?? 'started';
  await logFile.saved();
  const files = readdirSync(join(folder, 'logs')).map((name) => readFileSync(join(folder, 'logs', name), 'utf8'));
  expect(files.join('')).toContain(last);
  return [...lines, ...zip, ...files].join('\n');
}

const kept = ['eid', 'rid', 'sid', 'confId', 'ackId'];
/** As few as say all that there is, and the same each time. */
const samples = { numRuns: 4, seed: 20_071 };

/** The conversation that is open. */
const confId = 3;

/** The elements of events of a kind, as the scripted service takes them. */
function plantedEvents(kind: keyof typeof events): string[] {
  return fc
    .sample(events[kind] as fc.Arbitrary<Parameters<typeof encodeEvents>[0]['events'][number]>, samples)
    .flatMap((event) => {
      const isRead = (text: string): boolean => decodeEvents(text).events.every((each) => each.kind === kind);
      const document = encodeEvents({ ackId: 0, events: [event] })
        .replace(/\seid="[^"]*"/u, ' eid="EID"')
        .replace(/\sconfId="[^"]*"/gu, ` confId="${confId}"`);
      const readable = isReadSafely(isRead);
      const good = plant(document.replace('"EID"', '"1"'), { kept, isRead: readable }).replace('eid="1"', 'eid="EID"');
      const strange = good.replaceAll(/(<\/?)(\w+)/gu, (tag, open: string, name: string) =>
        name === 'cwaEvents' ? tag : `${open}quillfeather.${name}`,
      );
      return [good, plantUnknown(good), plant(document, { kept }), strange].map(childrenOf);
    });
}

function isReadSafely(isRead: (text: string) => boolean): (text: string) => boolean {
  return (text) => {
    try {
      return isRead(text);
    } catch {
      return false;
    }
  };
}

const childrenOf = (document: string): string =>
  document.slice(document.indexOf('>', document.indexOf('<cwa')) + 1, document.lastIndexOf('</'));

function plantedReplies(kind: keyof typeof replies, rid: string): string[] {
  return fc
    .sample(replies[kind] as fc.Arbitrary<Parameters<typeof encodeReplies>[0]['replies'][number]>, samples)
    .flatMap((reply) => {
      const document = encodeReplies({ replies: [reply] }).replace(/\srid="[^"]*"/gu, ` rid="${rid}"`);
      const isRead = isReadSafely((text) => decodeReplies(text).replies.every((each) => each.kind === kind));
      const good = plant(document, { kept, isRead });
      return [good, plantUnknown(good), plant(document, { kept })];
    });
}

/** Answers that are none of the service's. */
const rawAnswers: readonly RawAnswer[] = [
  ...[200, 203, 302, 400, 401, 403, 404, 413, 500, 503, 511].map((status) => ({
    status,
    body: `<html><title>${plantedText}</title></html>`,
    headers: {
      'content-type': 'text/html',
      location: `https://${planted.host}/${encodeURIComponent(plantedText)}`,
      'set-cookie': planted.cookie,
      server: planted.host,
    },
  })),
  { body: plantedText },
  { body: `<${planted.name.replace(' ', '')}>${plantedText}` },
  { body: `<cwaEvents ackId="1"><a:xanthippe eid="EID">&quillfeather;</a:xanthippe></cwaEvents>` },
  { drop: true },
];

describe('of what a server says', () => {
  it.each(Object.keys(events) as (keyof typeof events)[])('nothing is told: %s', { timeout: 60_000 }, async (kind) => {
    await signIn();
    await desk.connected(['sip:lee@example.com'], confId);
    const elements = plantedEvents(kind);
    expect(planteds(elements.join(''))).not.toEqual([]);
    for (const element of elements) desk.service.pushXml(element);
    await Promise.race([
      desk.service.applied(),
      until(() => desk.service.signIns > 1, 'another session').catch(() => undefined),
    ]);
    expect(planteds(await told())).toEqual([]);
    // There is a log to look at.
    expect(lines.join('\n')).toContain('session event=polled state=online');
  });

  it.each(Object.keys(replies) as (keyof typeof replies)[])(
    'nothing is told: %s',
    { timeout: 60_000 },
    async (kind) => {
      await signIn();
      const { length } = plantedReplies(kind, 'r');
      const failed: unknown[] = [];
      for (let index = 0; index < length; index += 1) {
        desk.service.answerCommands = ([request]) => {
          desk.service.answerCommands = () => undefined;
          return { body: plantedReplies(kind, request?.rid ?? '')[index] ?? '' };
        };
        await until(() => desk.isOnline, 'online');
        const before = desk.service.posts.length;
        desk.engine.addGroup(planted.group).catch((error: unknown) => failed.push(error));
        await until(() => desk.service.posts.length > before, 'the command');
      }
      for (const error of failed) log('not done', { error });
      expect(planteds(await told())).toEqual([]);
    },
  );

  it('nothing is told of a sign-in that is refused, in any way', { timeout: 60_000 }, async () => {
    const kinds = Object.keys(replies) as (keyof typeof replies)[];
    const answers = [...rawAnswers, ...kinds.flatMap((kind) => plantedReplies(kind, '1').map((body) => ({ body })))];
    let failures = 0;
    for (const answer of answers) {
      desk.service.intercept = (channel) => (channel === 'sign-in' ? answer : undefined);
      await signIn().catch((error: unknown) => {
        failures += 1;
        log('sign-in', { error });
      });
    }
    expect(failures).toBeGreaterThan(20);
    expect(planteds(await told())).toEqual([]);
  });

  it.each(['command', 'data'] as const)(
    'nothing is told of trouble on the %s channel',
    { timeout: 60_000 },
    async (channel) => {
      await signIn();
      let count = 0;
      for (const answer of rawAnswers) {
        await until(() => desk.isOnline, 'online');
        // Whoever asks again has taken in what it was answered.
        let hasAskedAgain = false;
        desk.service.intercept = (on) => {
          if (on !== channel) return undefined;
          desk.service.intercept = (next) => {
            hasAskedAgain ||= next === channel || next === 'sign-in';
            return undefined;
          };
          count += 1;
          return answer;
        };
        const asked = desk.engine.addGroup(planted.group).catch((error: unknown) => log('not done', { error }));
        const before = count;
        await until(() => count > before, 'the answer');
        desk.engine.retryNow();
        await Promise.race([asked, until(() => hasAskedAgain && desk.isOnline, 'online again')]);
      }
      expect(planteds(await told())).toEqual([]);
      expect(lines.length).toBeGreaterThan(rawAnswers.length);
    },
  );

  it(
    'nothing is told of a host, its certificate and its answers by the connection test',
    { timeout: 60_000 },
    async () => {
      const names = { commonName: planted.host, organization: planted.name };
      const server = createServer(makeCertificate({ ...names, names: ['127.0.0.1'] }));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const transport = createNodeTransport();
      try {
        const secure = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
        for (const serverUrl of [secure, `https://${planted.host}`]) {
          const connectionTest = await testConnection({ serverUrl, transport });
          expect(connectionTest.some(({ outcome }) => outcome === 'failed')).toBe(true);
          if (serverUrl === secure) expect(planteds(JSON.stringify(connectionTest))).not.toEqual([]);
          expect(planteds(await told({ connectionTest }))).toEqual([]);
        }
        for (const answer of rawAnswers) {
          desk.service.intercept = () => answer;
          const connectionTest = await testConnection({ serverUrl: desk.service.url, transport });
          expect(planteds(await told({ connectionTest }))).toEqual([]);
        }
      } finally {
        transport.close();
        server.close();
      }
    },
  );
});

describe('of what is on this computer', () => {
  it('nothing is told of a setting that is a text', async () => {
    const settings = plantedFields(SettingsSchema.entries) as unknown as Settings;
    expect(planteds(JSON.stringify(settings))).not.toEqual([]);
    const all = await told({ settings });
    expect(planteds(all)).toEqual([]);
    for (const name of Object.keys(SettingsSchema.entries)) expect(all).toContain(`"${name}"`);
  });

  it('nothing is told of an error, wherever it came from', async () => {
    const errors = [
      new Error(plantedLines),
      new TypeError(plantedLines, { cause: new Error(plantedLines) }),
      Object.assign(new Error(plantedText), { code: plantedText, name: planted.name, stack: plantedLines }),
      Object.assign(new Error('x'), { stack: `Error: x\n    at ${planted.name} (${planted.home}/index.js:1:2)` }),
      plantedText,
      { message: plantedText },
      ...failureCodes.map((code) => new FailureError(code, plantedLines, { facts: { system: plantedText } })),
    ];
    const reports = createErrorReports({
      log,
      show: (details) => void lines.push(details),
      monotonicNow: () => lines.length * 60_000,
    });
    for (const error of errors) {
      log('not done', { error });
      reports.report({ window: 3 }, faultOf(error));
    }
    expect(lines).toHaveLength(errors.length * 3);
    expect(planteds(await told())).toEqual([]);
  });

  it('nothing is told of a journal and of listeners that fail', async () => {
    const fail = (): never => {
      throw new Error(plantedLines);
    };
    desk.newEngine({
      log,
      journal: {
        load: async () => ({ conversations: [], messages: [], participants: [], nextNumber: 1 }) as never,
        write: () => undefined,
        flushed: async () => fail(),
      },
    });
    desk.engine.onChanges(fail);
    desk.engine.onSignal(fail);
    await signIn();
    await until(() => lines.some((line) => line.includes('journal')), 'a word of the journal');
    await until(() => lines.some((line) => line.includes('listener')), 'a word of the listener');
    expect(planteds(await told())).toEqual([]);
  });
});

/** Settings with planted words in each place that takes a text, as the schema has them. */
function plantedFields(entries: Readonly<Record<string, v.GenericSchema>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entries).map(([name, schema]) => [name, valueOf(schema)]));
}

function valueOf(schema: v.GenericSchema): unknown {
  if ('wrapped' in schema) return valueOf(schema.wrapped as v.GenericSchema);
  if ('entries' in schema) return plantedFields(schema.entries as Readonly<Record<string, v.GenericSchema>>);
  if (schema.type === 'boolean') return true;
  if (schema.type === 'number') return 30;
  if (schema.type === 'array') return [plantedText];
  return plantedText;
}
