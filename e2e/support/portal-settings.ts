// The portal of a Linux desktop, with an accent colour that a test chooses.
import { resolve } from 'node:path';
import { PythonService } from './python-service';

export class PortalSettings {
  private constructor(private readonly service: PythonService) {}

  static async start(): Promise<PortalSettings> {
    return new PortalSettings(await PythonService.start(resolve('e2e/support/portal_settings.py'), () => undefined));
  }

  /** Red, green and blue from 0 to 1; beyond it: none is chosen. */
  async choose(...color: readonly [number, number, number]): Promise<void> {
    await this.service.request({ do: 'choose', color });
  }

  async stop(): Promise<void> {
    await this.service.stop();
  }
}
