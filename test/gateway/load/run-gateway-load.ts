// Load: many sessions with polls that are held, on two gateways behind HAProxy, and pairs that talk at a steady rate. What it takes of
// time and memory, and whether it grows.
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { sleep } from '../../chaos/fast-clock';
import { Cluster } from '../cluster';
import { LoadClient } from './load-client';

export interface GatewayLoadOptions {
  readonly sessions: number;
  /** Of all together. */
  readonly perSecond: number;
  readonly seconds: number;
  readonly onProgress: (line: string) => void;
}

export interface GatewayLoadReport {
  readonly machine: string;
  readonly sessions: number;
  readonly signInsPerSecond: number;
  readonly heldPolls: number;
  /** MiB. */
  readonly gatewayPerSession: number;
  readonly nodePerSession: number;
  readonly messages: number;
  readonly heard: number;
  readonly confirmed: number;
  /** Milliseconds, from before the request to when the other client has read it. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** Of the gateways, the worse. Milliseconds. */
  readonly eventLoopP99: number;
  /** MiB of both gateways together, by the minute. */
  readonly growth: readonly number[];
  readonly trouble: readonly string[];
}

const password = 'correct horse';
const domain = 'example.com';
const signInsAtOnce = 16;
const registersAtOnce = 8;
const mib = 1_048_576;
const holdMs = 25_000;
const settleMs = 5_000;
const minuteMs = 60_000;
const arriveWithinMs = 30_000;

export async function runGatewayLoad(options: GatewayLoadOptions): Promise<GatewayLoadReport> {
  const { perSecond, seconds, onProgress } = options;
  const pairs = Math.ceil(options.sessions / 2);
  const names = Array.from({ length: pairs * 2 }, (_, at) => `p${at}`);
  const trouble: string[] = [];
  const sentAt = new Map<string, number>();
  const took: number[] = [];
  let confirmed = 0;
  const cluster = await Cluster.start({ holdMs, log: () => undefined });
  const clients = names.map(
    (name) =>
      new LoadClient(cluster.url, name, {
        onHeard(text) {
          const at = sentAt.get(text);
          if (at !== undefined) took.push(performance.now() - at);
          sentAt.delete(text);
        },
        onConfirmed: () => (confirmed += 1),
        onTrouble: (words) => trouble.push(words),
      }),
  );
  const noting = (attempt: Promise<void>): Promise<void> =>
    attempt.catch((error: unknown) => void trouble.push(String(error)));
  try {
    await inTurns(names, registersAtOnce, (name) => cluster.register(name, password));
    onProgress(`${names.length} people are registered`);
    const before = memory(cluster);
    const signedInAfter = performance.now();
    await inTurns(clients, signInsAtOnce, (client) => noting(client.start(password)));
    const signInsPerSecond = clients.length / ((performance.now() - signedInAfter) / 1_000);
    await sleep(settleMs);
    const heldPolls = await sum(cluster, 'parley_held_polls');
    const after = memory(cluster);
    onProgress(`${clients.length} sessions, ${heldPolls} polls are held`);

    const callers = [...clients.entries()].filter(([at]) => at % 2 === 0);
    await inTurns(callers, signInsAtOnce, ([at, client]) => noting(client.call(`sip:${names[at + 1]}@${domain}`)));
    await until(arriveWithinMs, () => clients.every(({ confId }) => confId !== undefined));
    const talkers = clients.filter(({ confId }) => confId !== undefined);
    onProgress(`${talkers.length} of them have a conversation`);
    if (talkers.length === 0) throw new Error('nobody has a conversation');
    // What was said with the calls is confirmed as well, and is none of what is counted.
    await until(arriveWithinMs, () => confirmed >= callers.length);
    confirmed = 0;

    const growth: number[] = [];
    const began = performance.now();
    let messages = 0;
    let measuredAt = began - minuteMs;
    const open = new Set<Promise<void>>();
    while (performance.now() - began < seconds * 1_000) {
      const now = performance.now();
      if (now - measuredAt >= minuteMs) {
        measuredAt = now;
        const size = round(memory(cluster).gateways / mib);
        growth.push(size);
        onProgress(`${messages} messages, ${took.length} heard, p99 ${round(quantile(took, 0.99))} ms, ${size} MiB`);
      }
      while (messages < ((now - began) / 1_000) * perSecond) {
        const talker = talkers[messages % talkers.length]!;
        messages += 1;
        const text = `message ${messages}`;
        sentAt.set(text, performance.now());
        const said = noting(talker.say(text)).finally(() => open.delete(said));
        open.add(said);
      }
      await sleep(5);
    }
    await Promise.all(open);
    await until(arriveWithinMs, () => sentAt.size === 0 && confirmed >= messages);
    growth.push(round(memory(cluster).gateways / mib));
    const loops = await Promise.all(
      cluster.gateways.map(async (gateway) => (await gateway.figures()).get('nodejs_eventloop_lag_p99_seconds') ?? 0),
    );
    trouble.unshift(...cluster.unreached);
    trouble.push(...cluster.gateways.flatMap(({ complaints }) => (complaints === '' ? [] : [complaints])));
    const [processor] = cpus();
    return {
      machine: `${cpus().length} cores of ${processor?.model ?? 'unknown'}, Node ${process.version}, ${round(totalmem() / mib / 1_024)} GiB; the load generator beside it`,
      sessions: clients.length,
      signInsPerSecond: round(signInsPerSecond),
      heldPolls,
      gatewayPerSession: round((after.gateways - before.gateways) / mib / clients.length, 100),
      nodePerSession: round((after.nodes - before.nodes) / mib / clients.length, 100),
      messages,
      heard: took.length,
      confirmed,
      p50: round(quantile(took, 0.5)),
      p99: round(quantile(took, 0.99)),
      longest: round(quantile(took, 1)),
      eventLoopP99: round(Math.max(...loops) * 1_000),
      growth,
      trouble,
    };
  } finally {
    await inTurns(clients, signInsAtOnce, (client) => client.stop());
    await cluster.stop();
  }
}

/** What nobody has heard, or whose sender does not know it, is lost. */
export function hasLoadTrouble({
  trouble,
  messages,
  heard,
  confirmed,
  heldPolls,
  sessions,
}: GatewayLoadReport): boolean {
  return trouble.length > 0 || heard < messages || confirmed < messages || heldPolls < sessions * 0.95;
}

async function inTurns<T>(all: readonly T[], atOnce: number, run: (each: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function until(atMostMs: number, isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + atMostMs;
  while (!isSo() && performance.now() < deadline) await sleep(50);
}

async function sum(cluster: Cluster, name: string): Promise<number> {
  const all = await Promise.all(cluster.gateways.map((gateway) => gateway.figures()));
  return all.reduce((total, figures) => total + (figures.get(name) ?? 0), 0);
}

/** Bytes that the processes hold in memory. */
function memory(cluster: Cluster): { readonly gateways: number; readonly nodes: number } {
  const total = (pids: readonly number[]): number => pids.reduce((bytes, pid) => bytes + residentBytes(pid), 0);
  return { gateways: total(cluster.gateways.map(({ pid }) => pid)), nodes: total(cluster.nodePids()) };
}

function residentBytes(pid: number): number {
  const [, kib = '0'] = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) * 1_024;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

const round = (value: number, per = 10): number => Math.round(value * per) / per;
