// The entry of every window. It is small and runs while Chromium still reads the rest: what has to be known before anything is drawn is
// asked for here. Then the rest runs (`main.ts`), and draws in one go, as it waits for nothing any more. Chromium keeps what it makes of
// the functions of a script once that has run; those that are called later it makes anew at every start.
import { chooseLanguage, readLanguage } from '../shared/locales/languages';
import { within } from '../shared/within';
import { askAhead, hearAhead } from './bridge';
import { showTheme, systemDark } from './settings/system-theme';
import { nameDesktopFont } from './ui/desktop-font';
import { signedInPart, viewParts } from './view-parts';
import { parseView } from './views';

/** A model that takes its time is waited for by the view, which says so. */
const modelPatienceMs = 100;

async function start(): Promise<void> {
  showTheme(systemDark.matches);
  // Whether it can be read, the view says in its place.
  const { kind } = parseView(window.location.hash);
  if (kind !== 'main') viewParts[kind]().catch(() => undefined);
  hearAhead('settings:changed');
  hearAhead('model:changes');
  const asked = [
    askAhead('settings:get').then((answer) => {
      if (!answer.ok) return undefined;
      if (kind === 'main' && answer.value.signInAtStart) readLastListAhead();
      return readLanguageOf(answer.value.language);
    }),
    askAhead('settings:managed'),
    within(modelPatienceMs, askAhead('model:snapshot', { isFirst: true })),
  ];
  if (window.parley.platform === 'linux') nameDesktopFont();
  // What could not be had is the business of whoever takes the answer.
  await Promise.allSettled(asked);
  const { drawn } = await import('./main');
  await drawn;
}

/** It is shown from the first frame on, and what draws it is read meanwhile. */
function readLastListAhead(): void {
  hearAhead('last-list:over');
  void askAhead('contacts:last-list');
  signedInPart().catch(() => undefined);
}

async function readLanguageOf(wanted: string): Promise<void> {
  await readLanguage(chooseLanguage(wanted, navigator.languages));
}

// Parley's sign, or nothing, would stand there for ever.
start().catch(() => window.parley.methods['window:not-drawn'](undefined));
