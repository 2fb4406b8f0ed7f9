// When a notification passes on the bus, told by `dbus-monitor`: the call itself, whatever the service behind it takes to show it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inTime } from './waits';

const rule = "type='method_call',interface='org.freedesktop.Notifications',member='Notify'";
/** It has given up the name that it had, and hears everything from now on. */
const ready = 'member=NameLost';

export class BusWatch {
  private seen: ((at: number) => void) | undefined;

  private constructor(private readonly child: ChildProcess) {}

  static async start(): Promise<BusWatch> {
    const child = spawn('dbus-monitor', ['--session', rule], { stdio: ['ignore', 'pipe', 'inherit'] });
    const watch = new BusWatch(child);
    await new Promise<void>((done, fail) => {
      child.once('error', fail).once('exit', () => fail(new Error('dbus-monitor ended')));
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.includes(ready)) done();
        const seconds = /^method call time=([\d.]+) .*member=Notify$/u.exec(line)?.[1];
        if (seconds !== undefined) watch.seen?.(Number(seconds) * 1000);
      });
    });
    return watch;
  }

  /** The time of the next one, in ms of the computer's clock. */
  next(): Promise<number> {
    return inTime(new Promise((done) => (this.seen = done)), 'a notification on the bus');
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}
