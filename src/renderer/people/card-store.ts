// Which contact card this window shows, beside what, and for how long: one that somebody only pointed at goes when the pointer goes, one
// that was asked for stays until it is closed.
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { PersonUri } from '../../shared/domain/person';

/** Long enough to pass over a list without a card coming up. */
const openAfterMs = 550;
/** The way from the picture to the card. */
const closeAfterMs = 350;

export interface ShownCard {
  readonly uri: PersonUri;
  /** A name from where it was opened, such as a list of participants. */
  readonly heard?: string;
  readonly anchor: HTMLElement;
  readonly isAsked: boolean;
  /** Has the focus again afterwards. */
  readonly returnTo?: HTMLElement;
}

export const useCardStore = defineStore('card', () => {
  const shown = shallowRef<ShownCard>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What the pointer rests on. */
  let pointed: HTMLElement | undefined;

  function later(ms: number, run: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  }

  /** The pointer rests on somebody's picture. */
  function point(uri: PersonUri, anchor: HTMLElement, heard?: string): void {
    if (shown.value?.isAsked) return;
    if (shown.value?.uri === uri && shown.value.anchor === anchor) return stay();
    pointed = anchor;
    later(openAfterMs, () => {
      if (pointed === anchor) shown.value = { uri, anchor, isAsked: false, ...(heard !== undefined && { heard }) };
    });
  }

  /** It has gone elsewhere. */
  function leave(): void {
    if (shown.value?.isAsked) return;
    later(closeAfterMs, () => {
      if (!shown.value?.isAsked) close();
    });
  }

  /** It has come to the card. */
  function stay(): void {
    clearTimeout(timer);
  }

  function open(uri: PersonUri, anchor: HTMLElement, heard?: string): void {
    clearTimeout(timer);
    const focused = document.activeElement;
    shown.value = {
      uri,
      anchor,
      isAsked: true,
      ...(heard !== undefined && { heard }),
      ...(focused instanceof HTMLElement && focused !== document.body && { returnTo: focused }),
    };
  }

  function close(): void {
    clearTimeout(timer);
    shown.value = undefined;
  }

  /** That picture is not there any more, or shows somebody else. */
  function gone(anchor: HTMLElement | null): void {
    if (pointed === anchor) pointed = undefined;
    if (shown.value?.anchor === anchor) close();
  }

  /** What was only pointed at gives way to whatever somebody does: a press, a scroll, a key. */
  function giveWay(): void {
    clearTimeout(timer);
    if (shown.value && !shown.value.isAsked) close();
  }

  return { shown, point, leave, stay, open, close, gone, giveWay };
});
