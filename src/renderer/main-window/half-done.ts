// Whether a person has begun something in a page that would be gone with it.
import { isPageKept } from '../model/kept-page';

const isOpen = ['[role="dialog"]', '[role="alertdialog"]', '[role="menu"]', '[role="listbox"]', 'dialog[open]'].join();
const written = 'textarea, input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"])';

/** Something lives in the page alone, or something is open, or words stand in a field: which of them are kept elsewhere is not for this to know. */
export function hasHalfDone(page: ParentNode): boolean {
  if (isPageKept() || page.querySelector(isOpen) !== null) return true;
  const fields = [...page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(written)];
  const composers = [...page.querySelectorAll('[contenteditable]')];
  return fields.some(({ value }) => value !== '') || composers.some((each) => (each.textContent ?? '').trim() !== '');
}
