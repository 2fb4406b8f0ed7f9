// Text that comes into a field by a program's hand, as if it had been typed.
import { hasOddBreaks } from '../../shared/line-breaks';

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Puts text where the caret is, so that it can be undone like typed text. */
export function insertText(field: TextField, text: string): void {
  field.focus();
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Puts a text in the place of all that is there; that can be undone as well. */
export function replaceText(field: TextField, text: string): void {
  field.focus();
  field.select();
  if (text !== '') insertText(field, text);
  else if (field.value !== '') document.execCommand('delete');
}

/** At `beforeinput`: what is pasted or dropped with odd line breaks comes in as `fix` makes it. */
export function insertFixed(event: Event, fix: (text: string) => string): void {
  const { data, target } = event as InputEvent;
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (!event.cancelable || !isField || data === null || !hasOddBreaks(data)) return;
  event.preventDefault();
  insertText(target, fix(data));
}
