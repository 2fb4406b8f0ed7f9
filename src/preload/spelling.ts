// Marks wrong words in the fields of this window, where Parley looks them up itself (Linux): Chromium asks here for the words that it
// finds in a field, and the main process knows the dictionaries. Chromium's own checker would fetch its dictionaries from a server of its
// maker, so it is off. Begins with the first field that gets the focus.
import { ipcRenderer, webFrame } from 'electron';
import type { Answer } from '../shared/ipc/contract';
import { checkedWords } from '../shared/spelling/checked-words';
import type { SpellingChoice } from '../shared/spelling/spelling';

export function markWrongWords(): void {
  window.addEventListener('focusin', () => void begin(), { once: true });
}

async function begin(): Promise<void> {
  let turn = follow();
  ipcRenderer.on('spelling:changed', () => (turn = turn.then(lookAgain)));
  if (loopsForEver) {
    for (const name of ['focusin', 'keydown', 'input']) window.addEventListener(name, keepFromLoop, { capture: true });
    for (const field of document.querySelectorAll<Field>('textarea, input'))
      if (isWanted(field)) field.spellcheck = false;
  }
  await turn;
}

/** By which what a word is made of is known; the dictionaries of all languages that were chosen are looked into. */
let language: string | undefined;
/** Texts whose answer Chromium waits for. */
let lookedAt = 0;

async function follow(): Promise<void> {
  const choice = await ask<SpellingChoice>('spelling:choice');
  if (choice?.by !== 'parley') return;
  const chosen = choice.chosen[0] ?? 'en-US';
  if (chosen === language) return;
  // With a provider goes what it was asked: Chromium would wait for that answer for ever, and look at nothing more.
  do await new Promise((resolve) => setTimeout(resolve, 20));
  while (lookedAt > 0);
  language = chosen;
  webFrame.setSpellCheckProvider(chosen, {
    spellCheck(words, callback) {
      lookedAt += 1;
      void ask<readonly string[]>('spelling:check', checkedWords(words, textOfField() ?? words.join(' '))).then(
        (wrong) => {
          lookedAt -= 1;
          callback([...(wrong ?? [])]);
        },
      );
    },
  });
}

/** Chromium does so by itself with what is written, not with what has been learnt since. */
async function lookAgain(): Promise<void> {
  const fields = [...document.querySelectorAll<Field>('textarea, input')].filter(({ spellcheck }) => spellcheck);
  for (const field of fields) field.spellcheck = false;
  await follow();
  for (const field of fields) field.spellcheck = true;
}

/**
 * Electron before 34 never comes back from a text that begins with a sign of no script (a digit, a bracket, a blank): fixed by its pull
 * request 45001. What Chromium hands over begins with a line or a sentence.
 */
const loopsForEver = Number(process.versions.electron?.split('.')[0]) < 34;
const isSafe = (text: string): boolean =>
  text.split(/\n|[.!?…。]["'”’»)\]]*\s+/u).every((part) => part === '' || /^\P{Script=Common}/u.test(part));

/** Keys by which Parley itself puts a text into a field: nothing is looked at until somebody writes on. */
const bringText: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'Enter', 'Escape', 'Tab']);

/** The fields that are to be looked at at all. */
const wanted = new WeakMap<Field, boolean>();
const isWanted = (field: Field): boolean => {
  if (!wanted.has(field)) wanted.set(field, field.spellcheck);
  return wanted.get(field) === true;
};

function keepFromLoop(event: Event): void {
  const { target } = event;
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) || !isWanted(target)) return;
  if (event instanceof KeyboardEvent) target.spellcheck &&= !bringText.has(event.key);
  else target.spellcheck = target.value !== '' && isSafe(target.value);
}

async function ask<T>(method: string, input?: unknown): Promise<T | undefined> {
  const answer = (await ipcRenderer.invoke(method, input).catch(() => undefined)) as Answer<T> | undefined;
  return answer?.ok ? answer.value : undefined;
}

type Field = HTMLInputElement | HTMLTextAreaElement;
const fieldInUse = (): Field | undefined => {
  const { activeElement } = document;
  return activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement
    ? activeElement
    : undefined;
};
const textOfField = (): string | undefined => fieldInUse()?.value;
