// profanity, a program for XMPP that is none of ours, in a terminal that nobody sees (tmux).
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './rig/service-process';
import type { Service } from './services';

const [profanity, tmux] = ['/usr/bin/profanity', '/usr/bin/tmux'];
export const hasProfanity = [profanity, tmux].every((path) => existsSync(path));
const waitMs = 20_000;

export class Profanity {
  private readonly folder = mkdtempSync(join(tmpdir(), 'parley-profanity-'));

  /** Signs in. */
  static async open({ host, port, domain }: Service, user: string, password: string): Promise<Profanity> {
    const program = new Profanity();
    program.tmux('new-session', '-d', '-x', '300', '-y', '50', profanity);
    try {
      await program.untilShown('Profanity');
      program.type(`/connect ${user}@${domain} server ${host} port ${port} tls trust`);
      await program.untilShown('Enter password');
      program.type(password);
      await program.untilShown('logged in successfully');
    } catch (error) {
      program.close();
      throw error;
    }
    return program;
  }

  /** A line, as a person types it. */
  type(line: string): void {
    this.tmux('send-keys', '-l', line);
    this.tmux('send-keys', 'Enter');
  }

  /** What stands in the terminal. Long lines are broken where it ends. */
  get screen(): string {
    return this.tmux('capture-pane', '-p');
  }

  async untilShown(words: string): Promise<void> {
    await until(`“${words}” to be shown`, () => this.screen.includes(words), waitMs).catch((error: unknown) => {
      throw new Error(`${String(error)}; what is shown:\n${this.screen}`);
    });
  }

  close(): void {
    spawnSync(tmux, ['-S', join(this.folder, 'socket'), 'kill-server']);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private tmux(...args: readonly string[]): string {
    const env = { ...process.env, HOME: this.folder, XDG_CONFIG_HOME: this.folder, XDG_DATA_HOME: this.folder };
    const own = { ...env, LANG: 'C.UTF-8', TERM: 'xterm-256color' };
    return execFileSync(tmux, ['-S', join(this.folder, 'socket'), '-u', ...args], { encoding: 'utf8', env: own });
  }
}
