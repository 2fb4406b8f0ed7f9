// After an update a calm notice says so, once. Whoever starts Parley for the first time has nothing to compare it with.
import type { Settings } from '../../shared/settings';
import type { Notices } from './notices';

export interface WhatsNewParts {
  readonly version: string;
  readonly settings: { get(): Settings; set(changes: Partial<Settings>): unknown };
  readonly notices: Pick<Notices, 'add'>;
}

/** When the settings are there whole. */
export function tellWhatsNew({ version, settings, notices }: WhatsNewParts): void {
  const { toldVersion } = settings.get();
  if (toldVersion === version) return;
  settings.set({ toldVersion: version });
  if (toldVersion !== '') notices.add('updated', { subject: version });
}
