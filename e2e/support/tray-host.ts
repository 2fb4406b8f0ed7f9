// The desktop's tray: Parley's icon in it, its menu, and clicks on both.
import { resolve } from 'node:path';
import { PythonService } from './python-service';

/** Properties as the menu protocol names them. */
export interface TrayMenuEntry {
  readonly id: number;
  readonly label?: string;
  readonly type?: 'separator';
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly 'toggle-type'?: 'checkmark' | 'radio';
  readonly 'toggle-state'?: number;
  readonly children: readonly TrayMenuEntry[];
}

export class TrayIcon {
  constructor(
    private readonly service: PythonService,
    private readonly address: { readonly owner: string; readonly path: string },
  ) {}

  /** `Title`, `ToolTip`, `IconPixmap`, … as the icon has them now. */
  async properties(): Promise<Readonly<Record<string, unknown>>> {
    return (await this.service.request({ do: 'properties', ...this.address })) as Readonly<Record<string, unknown>>;
  }

  async menu(): Promise<readonly TrayMenuEntry[]> {
    return (await this.service.request({ do: 'menu', ...this.address })) as readonly TrayMenuEntry[];
  }

  /** Chooses an entry by its words, `['Availability', 'Busy']` in a submenu. */
  async choose(...labels: readonly string[]): Promise<void> {
    let entries = await this.menu();
    let entry: TrayMenuEntry | undefined;
    for (const label of labels) {
      entry = entries.find((each) => each.label?.replaceAll('_', '') === label);
      if (!entry) throw new Error(`no ${label} among ${entries.map((each) => each.label).join(', ')}`);
      entries = entry.children;
    }
    await this.service.request({ do: 'choose', ...this.address, entry: entry?.id });
  }

  async click(): Promise<void> {
    await this.service.request({ do: 'activate', ...this.address });
  }
}

export class TrayHost {
  readonly icons: TrayIcon[] = [];
  /** How many icons came and were not taken. */
  refused = 0;
  private service?: PythonService;

  static async start(): Promise<TrayHost> {
    const host = new TrayHost();
    const found: { owner: string; path: string }[] = [];
    host.service = await PythonService.start(resolve('e2e/support/tray_host.py'), (event) => {
      const { item } = event as { readonly item?: { readonly owner: string; readonly path: string } };
      if (!item) host.refused++;
      else if (host.service) host.icons.push(new TrayIcon(host.service, item));
      else found.push(item);
    });
    const { service } = host;
    host.icons.push(...found.map((item) => new TrayIcon(service, item)));
    return host;
  }

  /** Whether somebody shows the icons; at first somebody does. */
  async setShown(there: boolean): Promise<void> {
    await this.service?.request({ do: 'host', there });
  }

  /** Whether icons that come are taken; at first they are. */
  async setTaking(items: boolean): Promise<void> {
    await this.service?.request({ do: 'take', items });
  }

  async stop(): Promise<void> {
    await this.service?.stop();
  }
}
