// The accent colour that the person chose, over Parley's own. Where the system asks for more contrast, or chooses every colour itself,
// nothing lies over what it wants.
import type { Settings } from '../../shared/settings';
import { accentTokenNames, tinted, tints } from './accent-tokens';

const sheet = new CSSStyleSheet();
const stricter = ['(prefers-contrast: more)', '(forced-colors: active)'].map((query) => window.matchMedia(query));
let chosen: Settings['accent'] = 'teal';

/** Also when the theme has changed: every theme has tokens of its own. */
export function applyAccent(accent: Settings['accent'] = chosen): void {
  chosen = accent;
  const root = document.documentElement;
  // Parley's own are read, not what was laid over them.
  sheet.replaceSync('');
  if (accent !== 'teal' && stricter.every(({ matches }) => !matches)) {
    const written = getComputedStyle(root);
    const own = Object.fromEntries(accentTokenNames.map((name) => [name, written.getPropertyValue(name)]));
    const tokens = Object.entries(tinted(own, tints[accent])).map(([name, value]) => `${name}: ${value};`);
    sheet.replaceSync(`:root[data-theme] { ${tokens.join(' ')} }`);
  }
  root.dataset['accent'] = accent;
}

document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
for (const list of stricter) list.addEventListener('change', () => applyAccent());
