// A service of the rig that can be talked to and struck, whichever it is.
import { signalService, untilGone } from './service-process';

export abstract class RunningService<State extends { readonly folder: string; readonly port: number }> {
  readonly host = '127.0.0.1';

  constructor(readonly state: State) {}

  get port(): number {
    return this.state.port;
  }

  /** Resolves when it answers. */
  abstract start(): Promise<void>;

  /** As a machine that loses its power. */
  async kill(): Promise<void> {
    // A process that stands still does not die.
    signalService(this.state.folder, 'SIGCONT');
    signalService(this.state.folder, 'SIGKILL');
    await untilGone(this.state.folder);
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }
}
