// The menus of fields. Those of our own windows are drawn in the window, by what is told from here: that looks, reads and answers keys as
// every menu of Parley does, and waits for suggestions that a native one, once open, could not take in. In a stranger's page (single
// sign-on) nothing is drawn: there it is the system's menu.
import type { ContextMenuParams, MenuItemConstructorOptions, WebContents } from 'electron';
import type { FieldMenuFacts } from '../../shared/field-menu';
import { t } from './language';

export interface FieldMenuOptions {
  readonly isOwnPage: (url: string) => boolean;
  readonly popUp: (entries: MenuItemConstructorOptions[], contents: WebContents) => void;
}

export interface FieldMenus {
  /** To be called with every page when it is made. */
  follow(contents: WebContents): void;
  /** Into the field with the focus, if its menu was opened since the last time; else false: a page reads no clipboard by itself. */
  paste(webContentsId: number, plain: boolean): boolean;
}

export function createFieldMenus({ isOwnPage, popUp }: FieldMenuOptions): FieldMenus {
  const open = new Map<number, WebContents>();

  function onMenu(contents: WebContents, params: ContextMenuParams): void {
    if (!params.isEditable) return;
    if (!isOwnPage(contents.getURL())) return popUp(nativeEntries(params), contents);
    open.set(contents.id, contents);
    contents.send('field:menu', JSON.stringify(factsOf(params)));
  }

  return {
    follow(contents) {
      const { id } = contents;
      contents.on('context-menu', (_event, params) => onMenu(contents, params));
      contents.once('destroyed', () => open.delete(id));
    },
    paste(id, plain) {
      const contents = open.get(id);
      open.delete(id);
      if (!contents || contents.isDestroyed()) return false;
      if (plain) contents.pasteAndMatchStyle();
      else contents.paste();
      return true;
    },
  };
}

function factsOf({ misspelledWord, dictionarySuggestions, editFlags }: ContextMenuParams): FieldMenuFacts {
  const { canUndo, canRedo, canCut, canCopy, canPaste, canSelectAll } = editFlags;
  return {
    misspelled: misspelledWord,
    suggestions: dictionarySuggestions,
    can: { undo: canUndo, redo: canRedo, cut: canCut, copy: canCopy, paste: canPaste, selectAll: canSelectAll },
  };
}

function nativeEntries({ editFlags }: ContextMenuParams): MenuItemConstructorOptions[] {
  return [
    { role: 'undo', label: t('ui.field.undo'), enabled: editFlags.canUndo },
    { role: 'redo', label: t('ui.field.redo'), enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', label: t('ui.field.cut'), enabled: editFlags.canCut },
    { role: 'copy', label: t('ui.field.copy'), enabled: editFlags.canCopy },
    { role: 'paste', label: t('ui.field.paste'), enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: t('ui.field.selectAll'), enabled: editFlags.canSelectAll },
  ];
}
