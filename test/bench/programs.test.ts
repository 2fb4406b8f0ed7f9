// How the benches see from outside what a program does and takes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { hasContent } from '../../bench/support/first-window';
import { memoryOf, processorOf } from '../../bench/support/processes';

const picture = (others: number) => ({
  width: 20,
  height: 10,
  pixels: Uint32Array.from({ length: 200 }, (_, at) => (at < 200 - others ? 0xf3f7f6 : at)),
});

test('a window of one colour shows nothing yet, and a dot in it is no content', () => {
  expect(hasContent(picture(0))).toBe(false);
  expect(hasContent(picture(1))).toBe(false);
  expect(hasContent(picture(2))).toBe(true);
  expect(hasContent(picture(150))).toBe(true);
});

test.runIf(process.platform === 'linux')('all that a program has started counts', async () => {
  const held = 64;
  const holds = `const held = Buffer.alloc(${held} * 2 ** 20, 1); console.log('held', held.length); setInterval(() => held, 1e6);`;
  const works = `for (let used = 0; used < 5e5; ) { const { user, system } = process.cpuUsage(); used = user + system; }`;
  const inner = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(works + holds)}], { stdio: 'inherit' })`;
  const outer = spawn(process.execPath, ['-e', inner], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  try {
    await once(outer.stdout, 'data');
    const { whole, own } = memoryOf(outer.pid ?? 0);
    expect(own).toBeGreaterThan(held);
    expect(whole).toBeGreaterThan(own);
    expect(processorOf(outer.pid ?? 0)).toBeGreaterThan(0.4);
  } finally {
    process.kill(-(outer.pid ?? 0), 'SIGKILL');
  }
});

test.runIf(process.platform === 'linux')('a program that has ended takes nothing', () => {
  expect(memoryOf(0x7fff_ffff)).toEqual({ whole: 0, own: 0 });
  expect(processorOf(0x7fff_ffff)).toBe(0);
});
