// What a process holds in memory, by the system's own account. On Linux.
import { readFileSync } from 'node:fs';

export function residentKib(pid: number): number {
  const [, kib = '0'] = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib);
}
