// Light or dark: what the person chose, else what the system says, as `data-theme` on the root element.
import type { Settings } from '../../shared/settings';
import { applyAccent } from './accent';

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
let chosen: Settings['theme'] = 'system';

export function applyTheme(theme: Settings['theme'] = chosen): void {
  chosen = theme;
  const isDark = theme === 'dark' || (theme === 'system' && systemDark.matches);
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  applyAccent();
}

systemDark.addEventListener('change', () => applyTheme());
