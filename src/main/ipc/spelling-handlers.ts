// Spelling, and the menu of a field.
import { FailureError } from '../../shared/domain/failure';
import type { spellingMethods } from '../../shared/ipc/spelling-methods';
import type { MethodHandlers } from '../ipc';
import type { FieldMenus } from '../shell/field-menu';
import type { Spelling } from '../spelling/spelling';

/** `onWords`: the person's own words have changed; what is marked as wrong has to be looked at again. */
export function spellingHandlers(
  spelling: Spelling,
  menus: Pick<FieldMenus, 'paste'>,
  onWords: () => void,
): Pick<MethodHandlers, keyof typeof spellingMethods> {
  return {
    'spelling:choice': () => spelling.choice(),
    'spelling:check': (words) => spelling.check(words),
    'spelling:look-up': (word) => spelling.lookUp(word),
    'spelling:add': (word) => {
      spelling.add(word);
      onWords();
    },
    'spelling:remove': (word) => {
      spelling.remove(word);
      onWords();
    },
    'field:paste': ({ plain }, { senderId }) => {
      if (!menus.paste(senderId, plain)) throw new FailureError('not-allowed');
    },
  };
}
