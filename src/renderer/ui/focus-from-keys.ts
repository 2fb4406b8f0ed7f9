// Whether the focus is where it is because somebody moved it there with the keyboard. `:focus-visible` does not tell: it also holds for
// what gets the focus back from a text field.

const movingKeys: ReadonlySet<string> = new Set([
  'Tab',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'F6',
]);
let isFromKeys = false;

const onKey = ({ key }: KeyboardEvent): void => void (isFromKeys = movingKeys.has(key));
const onOther = (): void => void (isFromKeys = false);
window.addEventListener('keydown', onKey, true);
window.addEventListener('pointerdown', onOther, true);
// Who comes back to the window finds the focus where it was.
window.addEventListener('blur', onOther);

export const isFocusFromKeys = (): boolean => isFromKeys;
