// What work costs of the processor: the turns of other programs do not count.

export function cpuMs(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  return since(start);
}

export async function cpuMsOf(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  return since(start);
}

function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
