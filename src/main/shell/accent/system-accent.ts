// The accent colour of Windows and macOS. Windows tells of another one; where nobody does, it is looked at again whenever somebody comes
// back to a window, which is after they have been in the settings of their system.
import { app, nativeTheme, systemPreferences } from 'electron';
import { readRgba } from './accent-colors';

/** @returns what ends it */
export function watchSystemAccent(tell: (color: string | undefined) => void): () => void {
  const look = (): void => {
    let color: string | undefined;
    try {
      color = readRgba(systemPreferences.getAccentColor());
    } catch {
      // A system without one.
    }
    tell(color);
  };
  look();
  systemPreferences.on('accent-color-changed', look);
  nativeTheme.on('updated', look);
  app.on('browser-window-focus', look);
  return () => {
    systemPreferences.off('accent-color-changed', look);
    nativeTheme.off('updated', look);
    app.off('browser-window-focus', look);
  };
}
