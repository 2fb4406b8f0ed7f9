// How long messages are kept: choosing less deletes some, so it is asked first. Pure.

/** Days; 0: for ever. */
export function isShorter(days: number, than: number): boolean {
  return days !== 0 && (than === 0 || days < than);
}
