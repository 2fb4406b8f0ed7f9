// A window manager, as desktops have one: it frames, places, maximises and minimises windows, and gives one of them the keys.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

export class WindowManager {
  private constructor(private readonly child: ReturnType<typeof spawn>) {}

  /** On Linux; it is at work when this returns. */
  static async start(): Promise<WindowManager> {
    const child = spawn('openbox', ['--startup', 'echo ready'], { stdio: ['ignore', 'pipe', 'ignore'] });
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error('openbox ended: is there another window manager?'))),
    ]);
    return new WindowManager(child);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}

/** Keys of a real keyboard (`b`, `Return`, …): they go to whatever window has them. */
export function pressRealKeys(...keys: readonly string[]): void {
  const { status, stderr } = spawnSync('xdotool', ['key', ...keys], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`xdotool: ${stderr}`);
}
