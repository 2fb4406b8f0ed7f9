// The language that is set, read from the catalogue before the shell speaks it.
import { messagesIn } from '../../shared/locales/catalogue';
import { chooseLanguage } from '../../shared/locales/languages';
import { speak, spokenLanguage } from '../shell/language';

let lastWished = 'en';

/** `preferred`: the languages of the computer's user, which `system` follows. Resolves to whether it was another one before. */
export async function speakAsSet(wanted: string, preferred: readonly string[]): Promise<boolean> {
  const language = chooseLanguage(wanted, preferred);
  lastWished = language;
  const messages = await messagesIn(language);
  // Another one may have been wished for while this one was read.
  if (language !== lastWished || language === spokenLanguage()) return false;
  speak(language, messages);
  return true;
}
