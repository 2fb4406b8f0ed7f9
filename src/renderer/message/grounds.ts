// The colours that text of messages stands on, as the theme has them now. Read from the tokens, so that they are written down once.
import { shallowRef, type ShallowRef } from 'vue';

export interface Grounds {
  readonly own: string;
  readonly other: string;
  /** Of the text field. */
  readonly field: string;
  /** Of the window itself. */
  readonly canvas: string;
  /** Of a message that was looked for. */
  readonly found: string;
}

const grounds = shallowRef<Grounds>({ own: '', other: '', field: '', canvas: '', found: '' });
let isFollowing = false;

export function useGrounds(): Readonly<ShallowRef<Grounds>> {
  if (!isFollowing) follow();
  return grounds;
}

function follow(): void {
  isFollowing = true;
  const root = document.documentElement;
  const read = (): void => {
    const tokens = getComputedStyle(root);
    const value = (name: string): string => tokens.getPropertyValue(name).trim();
    grounds.value = {
      own: value('--bubble-own'),
      other: value('--bubble-other'),
      field: value('--surface'),
      canvas: value('--canvas'),
      found: value('--surface-selected'),
    };
  };
  read();
  new MutationObserver(read).observe(root, { attributeFilter: ['data-theme', 'data-accent'] });
  window.matchMedia('(prefers-contrast: more)').addEventListener('change', read);
}
