// The entry of every window: settings and language first, so that nothing flickers; then the view; then the model.
import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import App from './App.vue';
import { guardNavigation, reportActivity } from './guard';
import { applyLanguage } from './apply-language';
import { i18n } from './i18n';
import { useModelStore } from './model/model-store';
import { consoleWords } from './console-words';
import { reportErrors } from './report-errors';
import { useManagedStore } from './settings/managed-store';
import { useSettingsStore } from './settings/settings-store';
import { applyTheme } from './settings/theme';
import { playSounds } from './sounds/play-sounds';
import './ui/tokens.css';
import './ui/reset.css';

async function start(): Promise<void> {
  guardNavigation();
  applyTheme('system');
  const app = createApp(App).use(createPinia()).use(i18n);
  reportErrors(app);
  const preferences = useSettingsStore();
  // Without settings the defaults will do: a window must open in any case.
  await preferences.open().catch((error: unknown) => console.warn('settings could not be read', consoleWords(error)));
  await useManagedStore()
    .open()
    .catch((error: unknown) => console.warn('what is managed could not be read', consoleWords(error)));
  applyTheme(preferences.settings.theme);
  await applyLanguage(preferences.settings.language);
  watch(() => preferences.settings.theme, applyTheme);
  watch(
    () => preferences.settings.language,
    (language) => void applyLanguage(language),
  );
  playSounds();
  app.mount('#app');
  await useModelStore().open();
  reportActivity();
}

void start();
