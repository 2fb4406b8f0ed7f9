// How large letters are, and with them all that is measured by them: the size of the root element.

/** In usual letters: with less room than this nothing fits any more, so letters stop growing before. */
const leastWidth = 11.875;

/** @param hundredths of the usual size */
export function applyTextSize(hundredths: number): void {
  const { style } = document.documentElement;
  const size = `${hundredths}%`;
  style.fontSize = hundredths <= 100 ? size : `max(100%, min(${size}, calc(100vw / ${leastWidth})))`;
  askAnew(document.documentElement);
}

/**
 * `@container page` (ui/reset.css) goes on measuring in the letters that it was last asked with, until the window has another size. Once it
 * has been no container, it is asked anew.
 */
function askAnew(page: HTMLElement): void {
  page.style.containerType = 'normal';
  page.getBoundingClientRect();
  page.style.containerType = '';
}
