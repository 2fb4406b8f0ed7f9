// The theme of the system, or what the main process has set over it: what a window has until its settings are known.
export const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

export function showTheme(isDark: boolean): void {
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
}
