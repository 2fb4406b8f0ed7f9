// Light or dark: what the person chose, else what the system says, as `data-theme` on the root element.
import type { Settings } from '../../shared/settings';
import { applyAccent } from './accent';
import { showTheme, systemDark } from './system-theme';

let chosen: Settings['theme'] = 'system';

export function applyTheme(theme: Settings['theme'] = chosen): void {
  chosen = theme;
  showTheme(theme === 'dark' || (theme === 'system' && systemDark.matches));
  applyAccent();
}

systemDark.addEventListener('change', () => applyTheme());
