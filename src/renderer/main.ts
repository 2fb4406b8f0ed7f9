// What every window runs first when what it asked for is there (`first.ts`). Drawn is with settings and language, so that nothing flickers.
import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import { readChosenKeys } from '../shared/commands/chosen-keys';
import { putInForce } from '../shared/commands/commands';
import App from './App.vue';
import { guardNavigation, reportActivity } from './guard';
import { applyLanguage } from './apply-language';
import { i18n } from './i18n';
import { useModelStore } from './model/model-store';
import { consoleWords } from './console-words';
import { reportErrors } from './report-errors';
import { useManagedStore } from './settings/managed-store';
import { useSettingsStore } from './settings/settings-store';
import { accentKnown, applyAccent } from './settings/accent';
import { applyMotion } from './settings/motion';
import { applyTextSize } from './settings/text-size';
import { applyTheme } from './settings/theme';
import { playSounds } from './sounds/play-sounds';
import './ui/tokens.css';
import './ui/reset.css';

async function draw(): Promise<void> {
  guardNavigation();
  document.documentElement.dataset['platform'] = window.parley.platform;
  applyTheme('system');
  applyMotion('system');
  const app = createApp(App).use(createPinia()).use(i18n);
  reportErrors(app);
  const preferences = useSettingsStore();
  // Without settings the defaults will do: a window must open in any case.
  const settingsRead = preferences
    .open()
    .catch((error: unknown) => console.warn('settings could not be read', consoleWords(error)));
  const managedRead = useManagedStore()
    .open()
    .catch((error: unknown) => console.warn('what is managed could not be read', consoleWords(error)));
  const modelRead = useModelStore().open();
  await Promise.all([settingsRead, managedRead]);
  await accentKnown(preferences.settings.accent);
  // Before anybody draws what it says.
  watch(
    () => preferences.settings.shortcuts,
    (kept) => putInForce(readChosenKeys(kept, window.parley.platform).chosen),
    { immediate: true, flush: 'sync' },
  );
  watch(() => preferences.settings.theme, applyTheme, { immediate: true });
  watch(() => preferences.settings.accent, applyAccent, { immediate: true });
  watch(() => preferences.settings.motion, applyMotion, { immediate: true });
  watch(() => preferences.settings.textSize, applyTextSize, { immediate: true });
  // What cannot be read is told, and English is at hand.
  await applyLanguage(preferences.settings.language).catch(reportError);
  watch(
    () => preferences.settings.language,
    (language) => void applyLanguage(language),
  );
  playSounds();
  app.mount('#app');
  void modelRead.then(() => reportActivity());
}

/** Fails where nothing could be drawn. */
export const drawn = draw();
