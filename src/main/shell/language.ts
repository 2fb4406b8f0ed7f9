// The catalogue of texts (shared/locales) in the main process: menus, tray, notifications and questions of the desktop say what windows
// say, in their language. English until the settings are read.
import { chooseLanguage, english, messagesIn } from '../../shared/locales/catalogue';
import type about from '../../shared/locales/en/about';
import type conversation from '../../shared/locales/en/conversation';
import type leaving from '../../shared/locales/en/leaving';
import type mainWindow from '../../shared/locales/en/main-window';
import type notices from '../../shared/locales/en/notices';
import type shell from '../../shared/locales/en/shell';
import type ui from '../../shared/locales/en/ui';
import { formatMessage, type Named } from '../../shared/locales/format-message';
import type { KeyOf, Messages, ValuesFor } from '../../shared/locales/messages';
import { pluralRule } from '../../shared/locales/plural-forms';

/** The subjects that the main process speaks of. */
interface Said {
  readonly about: typeof about;
  readonly conversation: typeof conversation;
  readonly leaving: typeof leaving;
  readonly 'main-window': typeof mainWindow;
  readonly notices: typeof notices;
  readonly shell: typeof shell;
  readonly ui: typeof ui;
}

let lastWished = 'en';
let spoken = { language: 'en', messages: english, plural: pluralRule('en') };

/** `preferred`: the languages of the computer's user, which `system` follows. Resolves to whether it was another one before. */
export async function speak(wanted: string, preferred: readonly string[]): Promise<boolean> {
  const language = chooseLanguage(wanted, preferred);
  lastWished = language;
  const messages = await messagesIn(language);
  // Another one may have been wished for while this one was read.
  if (language !== lastWished || language === spoken.language) return false;
  spoken = { language, messages, plural: pluralRule(language) };
  return true;
}

/** As `t` of vue-i18n. */
export function t<Key extends KeyOf<Said>>(key: Key, ...[values, count]: ValuesFor<Said, Key>): string {
  const text = textAt(spoken.messages, key) ?? textAt(english, key) ?? key;
  return formatMessage(text, (values ?? {}) as Named, spoken.plural, count);
}

/** `Lee and Kim`. */
export function listed(parts: readonly string[]): string {
  return new Intl.ListFormat(spoken.language, { style: 'long', type: 'conjunction' }).format(parts);
}

function textAt(messages: Messages, key: string): string | undefined {
  let found: string | Messages | undefined = messages;
  for (const part of key.split('.')) found = typeof found === 'string' ? undefined : found?.[part];
  return typeof found === 'string' ? found : undefined;
}
