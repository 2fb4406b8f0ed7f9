// Who does what a command means in this window, and the one listener for its keys. Views say what they can do; what is nearest to the
// focus is asked first, and whatever a field, a list or a menu has taken for itself comes to nobody here.
import { onBeforeUnmount, onMounted, type Ref } from 'vue';
import { commands, type CommandId } from '../../shared/commands/commands';
import { listen } from '../bridge';
import { isChoosingSigns, pressedChord } from './match-chord';

/** `which`: of several chords of one command, from 0. False: not now, somebody else may. */
type Handler = (which: number) => unknown;
export type Handlers = Partial<Record<CommandId, Handler>>;

interface Registered {
  readonly handlers: Handlers;
  readonly within: (() => HTMLElement | null) | undefined;
}

const registered: Registered[] = [];

/** A dialog has all keys for itself. */
const dialogs = '.ui-dialog';
/** What has popped up (menus, pickers) closes and is walked by keys without Ctrl or Cmd; an explanation closes with Escape. */
const popups = '[data-reka-popper-content-wrapper]:not(:has(.ui-tooltip))';
const tooltips = '.ui-tooltip';

/**
 * What this view does, as long as it stands. `within`: the part of the window that it is; where the focus is in there, it comes before
 * others that do the same.
 */
export function useCommands(handlers: Handlers, within?: Readonly<Ref<HTMLElement | null>>): void {
  const entry: Registered = { handlers, within: within && (() => within.value) };
  onMounted(() => registered.push(entry));
  onBeforeUnmount(() => {
    const at = registered.indexOf(entry);
    if (at >= 0) registered.splice(at, 1);
  });
}

/** Whether anybody did it. */
export function runCommand(id: CommandId, which = 0, target: EventTarget | null = document.activeElement): boolean {
  return inOrder(target).some((entry) => {
    if (nearAlone.has(id) && !isNear(entry, target)) return false;
    const handler = entry.handlers[id];
    return handler !== undefined && handler(which) !== false;
  });
}

/** What closes things, or takes them back, does so with nothing that somebody else's focus is not in. */
const nearAlone: ReadonlySet<CommandId> = new Set(['leaveOff', 'undo']);
const isNear = ({ within }: Registered, target: EventTarget | null): boolean =>
  !within || target === document.body || (target instanceof Node && within()?.contains(target) === true);

/** The innermost of those around the focus, then whoever speaks for the whole window, the latest first; then the rest. */
function inOrder(target: EventTarget | null): readonly Registered[] {
  const rank = ({ within }: Registered): number => {
    if (!within) return 1;
    return target instanceof Node && within()?.contains(target) ? 0 : 2;
  };
  return registered
    .map((entry, at) => ({ entry, at, rank: rank(entry) }))
    .sort((a, b) => a.rank - b.rank || b.at - a.at)
    .map(({ entry }) => entry);
}

/** Alt and an arrow open the list of such a field, by old habit. */
function isOfField(event: KeyboardEvent): boolean {
  const isAltArrow = event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp');
  const { target } = event;
  return isAltArrow && target instanceof Element && target.matches('select, [role=combobox], input[type=date]');
}

/** Where keys write. */
const fields =
  'input:not([type=checkbox], [type=radio], [type=button], [type=file]), textarea, [contenteditable=""], [contenteditable="true"]';

/**
 * Chromium takes back what was written last in the page, wherever the focus is: outside of fields that would be in one that nobody
 * looks at. There it means what the view has done.
 */
function isUndoOfNoField(event: KeyboardEvent): boolean {
  const { platform } = window.parley;
  if (event.target instanceof Element && event.target.closest(fields)) return false;
  return pressedChord('undo', event, platform) >= 0 || pressedChord('redo', event, platform) >= 0;
}

/** Typed, that is: no command can have such a key (`chosen-keys.ts`), and who types shall not wait for a look through the page. */
function isOneSign({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey;
}

/** One a window. Hands back how to stop. */
export function followCommandKeys(): () => void {
  let hadDialog = false;
  let hadPopup = false;
  let hadTooltip = false;
  /** Before anybody closes it at this very key. */
  const look = (event: KeyboardEvent): void => {
    if (isOneSign(event)) return;
    hadDialog = document.querySelector(dialogs) !== null;
    hadPopup = document.querySelector(popups) !== null;
    hadTooltip = document.querySelector(tooltips) !== null;
  };
  const onKey = (event: KeyboardEvent): void => {
    if (isOneSign(event)) return;
    if (!event.defaultPrevented && isUndoOfNoField(event)) {
      event.preventDefault();
      if (!hadDialog && pressedChord('undo', event, window.parley.platform) >= 0) runCommand('undo', 0, event.target);
      return;
    }
    if (event.defaultPrevented || hadDialog || isChoosingSigns(event) || isOfField(event)) return;
    if (hadPopup && !event.ctrlKey && !event.metaKey) return;
    if (hadTooltip && event.key === 'Escape' && !event.shiftKey) return;
    for (const command of commands) {
      if (command.by !== 'page' && command.by !== 'menu') continue;
      const which = pressedChord(command.id, event, window.parley.platform);
      if (which < 0 || !runCommand(command.id, which, event.target)) continue;
      event.preventDefault();
      return;
    }
  };
  const stopListening = listen('command:run', (id) => {
    if (document.querySelector(dialogs) === null) runCommand(id);
  });
  window.addEventListener('keydown', look, true);
  window.addEventListener('keydown', onKey);
  return () => {
    stopListening();
    window.removeEventListener('keydown', look, true);
    window.removeEventListener('keydown', onKey);
  };
}
