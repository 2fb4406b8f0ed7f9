// Whether a person has begun something in a page that would be gone with it.

const isOpen = ['[role="dialog"]', '[role="alertdialog"]', '[role="menu"]', '[role="listbox"]', 'dialog[open]'].join();
const written = 'textarea, input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"])';

/** Something is open, or words stand in a field: which of them are kept elsewhere is not for this to know. */
export function hasHalfDone(page: ParentNode): boolean {
  if (page.querySelector(isOpen) !== null) return true;
  const fields = [...page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(written)];
  const composers = [...page.querySelectorAll('[contenteditable]')];
  return fields.some(({ value }) => value !== '') || composers.some((each) => (each.textContent ?? '').trim() !== '');
}
