// The keys of a command, as a person reads them and as assistive technology wants them.
import { useI18n } from 'vue-i18n';
import { ariaOf, chordText } from '../../shared/commands/chord';
import { chordsOf, commandOf, type CommandId } from '../../shared/commands/commands';

export function useKeysText() {
  const { t } = useI18n({ useScope: 'global' });
  const { platform } = window.parley;

  function allKeys(id: CommandId): readonly string[] {
    return chordsOf(commandOf(id), platform).map((chord) =>
      chordText(chord, platform, (name) => t(`commands.keys.${name}`)),
    );
  }
  /** Empty where it has none. */
  const keysText = (id: CommandId): string => allKeys(id)[0] ?? '';
  const keysAria = (id: CommandId): string =>
    chordsOf(commandOf(id), platform)
      .map((chord) => ariaOf(chord, platform))
      .join(' ');
  return { allKeys, keysText, keysAria };
}
