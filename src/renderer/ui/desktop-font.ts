// The letters of a Linux desktop. A name that the system has not is asked for again in every size and weight, of another process, while the
// first view waits: so each is tried once, while the page waits for its answers anyway, and those that are not there are not named.

/** What desktops write with, the best first; what comes behind them is in `tokens.css`. */
const names = ['Ubuntu', 'Cantarell', 'Noto Sans'];

/** Where that cannot be found out, those of `tokens.css` will do. */
export function nameDesktopFont(): void {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return;
  const fonts = desktopFonts((family) => {
    context.font = `14px ${family}`;
    return context.measureText('iiiiiiiiii').width;
  });
  document.documentElement.style.setProperty('--desktop-font', fonts);
}

/** `widthIn`: of a text of narrow letters, which is wider than in any of these where all letters are as wide. */
export function desktopFonts(widthIn: (family: string) => number): string {
  const without = widthIn('monospace');
  const found = names.findIndex((name) => widthIn(`'${name}', monospace`) !== without);
  // A sign that the first has not may be in another.
  const named = found < 0 ? [] : names.slice(found).map((name) => `'${name}'`);
  return [...named, 'system-ui'].join(', ');
}
