/** Pixels of one `rem`, which is what the person's letters are measured by. */
export function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
