// What is selected of the messages of a thread: their own words, in their order, without those of the window (who, when, buttons).

export interface SelectedWords {
  readonly messageId: string;
  readonly text: string;
}

/** Of the messages in `root`; of one of which nothing is selected there is nothing. */
export function selectedWords(root: Element): readonly SelectedWords[] {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) return [];
  const found: SelectedWords[] = [];
  for (const row of root.querySelectorAll<HTMLElement>('[data-message-id]')) {
    const words = row.querySelector('[data-message-words]');
    if (!words || !range.intersectsNode(words)) continue;
    const text = wordsWithin(range, words);
    if (text !== '') found.push({ messageId: row.dataset['messageId']!, text });
  }
  return found;
}

function wordsWithin(range: Range, words: Element): string {
  const part = document.createRange();
  part.selectNodeContents(words);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0)
    part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  const copy = part.cloneContents();
  // Beside the text, not part of it.
  for (const extra of copy.querySelectorAll('[data-beside]')) extra.remove();
  return copy.textContent ?? '';
}
