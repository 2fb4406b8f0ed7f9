// Puts a text on the clipboard. By the copy command of a click: the permission that `navigator.clipboard` asks for is given to nobody.

/** Whether it was copied. Call it while handling a click or a key. `html` for who can take a text with its look. */
export function copyText(text: string, html?: string): boolean {
  let isTaken = false;
  const put = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    if (html !== undefined) event.clipboardData?.setData('text/html', html);
    isTaken = event.clipboardData !== null;
  };
  document.addEventListener('copy', put, { capture: true, once: true });
  try {
    return document.execCommand('copy') && isTaken;
  } finally {
    document.removeEventListener('copy', put, { capture: true });
  }
}
