// What is measured after each round, and how much of it may come to stay.
import { readdirSync, readFileSync } from 'node:fs';
import type { Limit } from '../../test/soak/judge';
import type { Driven } from '../support/driven';

const megabyte = 2 ** 20;

/**
 * What is counted may waver by a few, for some rows say how long ago something was, and a request may be under way; a leak of one a round
 * is more than that after a minute. What was said stays in memory, some hundred bytes a message. Memory as the system counts it wavers by what
 * the processes keep for later.
 */
const megabytes = (slack: number): Limit & { readonly unit: 'MB' } => ({ slack, unit: 'MB' });
const count = (slack: number): Limit & { readonly unit: '' } => ({ slack, unit: '' });
export const limits = {
  windows: count(0),
  processes: count(1),
  // Nothing stops those that wait a minute for an answer that has come: how many there are follows the pace of the rounds.
  'main: timers': count(8),
  'main: other resources': count(4),
  'main: listeners': count(3),
  'main: open files': count(6),
  'main: heap': megabytes(4),
  'main: memory': megabytes(30),
  'page: timers': count(3),
  'page: listeners': count(20),
  'page: nodes': count(60),
  'page: documents': count(1),
  'page: open files': count(6),
  'page: heap': megabytes(4),
  'page: memory': megabytes(30),
  'all: memory': megabytes(60),
} as const satisfies Readonly<Record<string, Limit & { readonly unit: string }>>;
export type Measure = keyof typeof limits;
export type Point = Readonly<Record<Measure, number>>;

interface Told {
  readonly windows: number;
  readonly processes: readonly { readonly pid: number }[];
  readonly mainPid: number;
  readonly pagePid: number;
  readonly mainHeap: number;
  readonly mainListeners: number;
  readonly mainTimers: number;
  readonly mainResources: number;
  readonly pageHeap: number;
  readonly pageNodes: number;
  readonly pageListeners: number;
  readonly pageDocuments: number;
  readonly pageTimers: number;
}

export async function measure(driven: Driven): Promise<Point> {
  const told = await driven.run<Told>('return measure()');
  const memory = new Map(told.processes.map(({ pid }) => [pid, shareOf(pid)]));
  return {
    windows: told.windows,
    processes: told.processes.length,
    'main: timers': told.mainTimers,
    'main: other resources': told.mainResources,
    'main: listeners': told.mainListeners,
    'main: open files': openFiles(told.mainPid),
    'main: heap': told.mainHeap / megabyte,
    'main: memory': memory.get(told.mainPid) ?? 0,
    'page: timers': told.pageTimers,
    'page: listeners': told.pageListeners,
    'page: nodes': told.pageNodes,
    'page: documents': told.pageDocuments,
    'page: open files': openFiles(told.pagePid),
    'page: heap': told.pageHeap / megabyte,
    'page: memory': memory.get(told.pagePid) ?? 0,
    'all: memory': [...memory.values()].reduce((sum, each) => sum + each, 0),
  };
}

/** What is shared with other processes counts in part (PSS). Megabytes; a process that has just ended has none. */
function shareOf(pid: number): number {
  try {
    const [, kilobytes] = /^Pss:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}

function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}
