// A service of the desktop that hangs: it owns a name and answers nothing, unless the test does so for it.
import { resolve } from 'node:path';
import { PythonService } from './python-service';

export interface ServiceCall {
  readonly number: number;
  /** The unique name of who asked. */
  readonly sender: string;
  readonly member: string;
  readonly arguments: readonly unknown[];
}

export class SilentService {
  /** In the order they came. */
  readonly calls: ServiceCall[] = [];
  private service!: PythonService;

  private constructor(private readonly face: { readonly path: string; readonly interface: string }) {}

  /** Owns `names` before this returns. */
  static async start(names: readonly string[], face = { path: '/', interface: '' }): Promise<SilentService> {
    const silent = new SilentService(face);
    silent.service = await PythonService.start(resolve('e2e/support/silent_service.py'), (event) => {
      silent.calls.push((event as { readonly call: ServiceCall }).call);
    });
    for (const name of names) await silent.own(name);
    return silent;
  }

  /** Another owner takes the name. */
  async own(name: string): Promise<void> {
    await this.service.request({ do: 'own', name });
  }

  of(member: string): ServiceCall[] {
    return this.calls.filter((call) => call.member === member);
  }

  async answer({ number }: ServiceCall, signature: string, ...values: readonly unknown[]): Promise<void> {
    await this.service.request({ do: 'answer', number, signature, arguments: values });
  }

  /** @param name whose signal; absent: that of a stranger, sent straight to who made the call */
  async signal(name: string | undefined, call: ServiceCall, member: string, signature: string, ...values: unknown[]) {
    const to = name === undefined ? call.sender : undefined;
    await this.service.request({ do: 'signal', name, ...this.face, member, signature, arguments: values, to });
  }

  async stop(): Promise<void> {
    await this.service.stop();
  }
}
