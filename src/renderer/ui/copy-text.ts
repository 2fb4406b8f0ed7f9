// Puts a text on the clipboard. By the copy command of a click: the permission that `navigator.clipboard` asks for is given to nobody.

/** Whether it was copied. Call it while handling a click or a key. */
export function copyText(text: string): boolean {
  let isTaken = false;
  const put = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    isTaken = event.clipboardData !== null;
  };
  document.addEventListener('copy', put, { capture: true, once: true });
  try {
    return document.execCommand('copy') && isTaken;
  } finally {
    document.removeEventListener('copy', put, { capture: true });
  }
}
