// The accent colour that the person chose, over Parley's own. Where the system asks for more contrast, or chooses every colour itself,
// nothing lies over what it wants.
import type { Settings } from '../../shared/settings';
import { invoke, listen } from '../bridge';
import { consoleWords } from '../console-words';
import { accentTokenNames, tinted, tintOf, tints } from './accent-tokens';

const sheet = new CSSStyleSheet();
const stricter = ['(prefers-contrast: more)', '(forced-colors: active)'].map((query) => window.matchMedia(query));
let chosen: Settings['accent'] = 'teal';
/** `#rrggbb`; null: none is known. */
let ofSystem: string | null = null;

/** Also when the theme has changed: every theme has tokens of its own. */
export function applyAccent(accent: Settings['accent'] = chosen): void {
  chosen = accent;
  void accentKnown();
  const root = document.documentElement;
  // Parley's own are read, not what was laid over them.
  sheet.replaceSync('');
  const tint = tintNow();
  if (tint && stricter.every(({ matches }) => !matches)) {
    const written = getComputedStyle(root);
    const own = Object.fromEntries(accentTokenNames.map((name) => [name, written.getPropertyValue(name)]));
    const tokens = Object.entries(tinted(own, tint)).map(([name, value]) => `${name}: ${value};`);
    sheet.replaceSync(`:root[data-theme] { ${tokens.join(' ')} }`);
  }
  root.dataset['accent'] = accent;
}

/** Parley's own has none. */
function tintNow(): ReturnType<typeof tintOf> {
  if (chosen === 'teal') return undefined;
  if (chosen === 'system') return ofSystem === null ? undefined : tintOf(ofSystem);
  return tints[chosen];
}

let following: Promise<void> | undefined;

/** Resolves when it is known what the accent looks like: the system's is asked for, and followed, once somebody has chosen it. */
export async function accentKnown(accent: Settings['accent'] = chosen): Promise<void> {
  if (accent !== 'system') return;
  following ??= followSystem().catch((error: unknown) =>
    console.warn('the accent of the system could not be read', consoleWords(error)),
  );
  await following;
}

async function followSystem(): Promise<void> {
  const take = (color: string | null): void => {
    ofSystem = color;
    if (chosen === 'system') applyAccent();
  };
  let isTold = false;
  listen('system-accent:changed', (color) => {
    isTold = true;
    take(color);
  });
  const known = await invoke('window:system-accent');
  if (!isTold) take(known);
}

document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
for (const list of stricter) list.addEventListener('change', () => applyAccent());
