// The catalogue of texts (shared/locales) in the main process: menus, tray, notifications and questions of the desktop say what windows
// say. English until another language is spoken.
import about from '../../shared/locales/en/about';
import commands from '../../shared/locales/en/commands';
import conversation from '../../shared/locales/en/conversation';
import leaving from '../../shared/locales/en/leaving';
import mainWindow from '../../shared/locales/en/main-window';
import notices from '../../shared/locales/en/notices';
import shell from '../../shared/locales/en/shell';
import ui from '../../shared/locales/en/ui';
import { formatMessage, type Named } from '../../shared/locales/format-message';
import { listIn } from '../../shared/locales/lists';
import type { KeyOf, Messages, ValuesFor } from '../../shared/locales/messages';
import { pluralRule } from '../../shared/locales/plural-forms';
import { valuesIn } from '../../shared/locales/values';

/** The subjects that the main process speaks of; what another language leaves out is said in English. */
const english = { about, commands, conversation, leaving, 'main-window': mainWindow, notices, shell, ui } as const;
type Said = typeof english;

let spoken: { readonly language: string; readonly messages: Messages; readonly plural: ReturnType<typeof pluralRule> } =
  { language: 'en', messages: english, plural: pluralRule('en') };

export function speak(language: string, messages: Messages): void {
  spoken = { language, messages, plural: pluralRule(language) };
}

export function spokenLanguage(): string {
  return spoken.language;
}

/** As `t` of vue-i18n. */
export function t<Key extends KeyOf<Said>>(key: Key, ...[values, count]: ValuesFor<Said, Key>): string {
  const text = textAt(spoken.messages, key) ?? textAt(english, key) ?? key;
  return formatMessage(text, valuesIn(spoken.language, (values ?? {}) as Named, count), spoken.plural, count);
}

/** `Lee and Kim`. */
export function listed(parts: readonly string[]): string {
  return listIn(spoken.language, parts);
}

function textAt(messages: Messages, key: string): string | undefined {
  let found: string | Messages | undefined = messages;
  for (const part of key.split('.')) found = typeof found === 'string' ? undefined : found?.[part];
  return typeof found === 'string' ? found : undefined;
}
