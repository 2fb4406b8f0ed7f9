// What is typed between a command and the field that it opens is meant for that field, and for nothing that has the focus until then.

export interface TypedAhead {
  /** What was typed; from now on keys go their way again. */
  take(): string;
}

export function catchTypedAhead(): TypedAhead {
  let typed = '';
  const letGo = (): void => window.removeEventListener('keydown', hold, { capture: true });
  function hold(event: KeyboardEvent): void {
    // Whoever thinks better of it, or waits in vain, has the keys again.
    if (event.key === 'Escape') return letGo();
    const isCommand = event.ctrlKey || event.metaKey || event.altKey;
    if (isCommand && !event.getModifierState('AltGraph')) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Backspace') typed = [...typed].slice(0, -1).join('');
    else if ([...event.key].length === 1) typed += event.key;
  }
  window.addEventListener('keydown', hold, { capture: true });
  return {
    take() {
      letGo();
      return typed;
    },
  };
}
