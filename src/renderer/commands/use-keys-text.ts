// The keys of a command, as a person reads them and as assistive technology wants them.
import { useI18n } from 'vue-i18n';
import { ariaOf, chordText, type Chord } from '../../shared/commands/chord';
import { chordsOf, commandOf, type CommandId } from '../../shared/commands/commands';
import { useSettingsStore } from '../settings/settings-store';

export function useKeysText() {
  const { t } = useI18n({ useScope: 'global' });
  const { platform } = window.parley;
  const preferences = useSettingsStore();

  function chords(id: CommandId): readonly Chord[] {
    // They may be others from now on, and whoever draws them has to draw again.
    void preferences.settings.shortcuts;
    return chordsOf(commandOf(id), platform);
  }

  function allKeys(id: CommandId): readonly string[] {
    return chords(id).map((chord) => chordText(chord, platform, (name) => t(`commands.keys.${name}`)));
  }
  /** Empty where it has none. */
  const keysText = (id: CommandId): string => allKeys(id)[0] ?? '';
  const keysAria = (id: CommandId): string =>
    chords(id)
      .map((chord) => ariaOf(chord, platform))
      .join(' ');
  return { allKeys, keysText, keysAria };
}
