// What the program's own icon offers before any window is opened: the tasks of the jump list on Windows, the menu of the Dock on macOS.
// Both are the same choices; on Windows each is a start of Parley, which the one that runs already hears of. Pure.
import type { Model } from '../../shared/domain/model';
import { availabilityChoices, type TrayAction, type TrayMenuItem } from './tray-menu';
import { settableAvailabilities } from '../../shared/domain/person';
import { t } from './language';

export interface JumpTask {
  /** Of the command line that Windows starts. */
  readonly arguments: string;
  readonly title: string;
  readonly description: string;
}

const prefix = '--do=';

/** A choice as a word of the command line; any program of this user can say it, so none of them sends or deletes anything. */
export function argumentOf(action: TrayAction): string {
  return `${prefix}${action.kind === 'set-availability' ? action.availability : action.kind}`;
}

/** What its tasks are; nothing else that the tray can do is listened to. */
const kinds = ['new-conversation', 'history', 'sign-out'] as const;
const known: ReadonlyMap<string, TrayAction> = new Map(
  [
    ...kinds.map((kind): TrayAction => ({ kind })),
    ...settableAvailabilities.map((availability): TrayAction => ({ kind: 'set-availability', availability })),
  ].map((action) => [argumentOf(action), action]),
);

/** The first that makes sense. */
export function actionOfArguments(args: readonly string[]): TrayAction | undefined {
  return args.map((argument) => known.get(argument)).find((action) => action !== undefined);
}

/** Empty while nobody is signed in: there is nothing to choose then. */
export function jumpTasks(model: Model): readonly JumpTask[] {
  return dockMenu(model).flatMap((item) => tasksOf(item));
}

function tasksOf(item: TrayMenuItem): readonly JumpTask[] {
  switch (item.type) {
    case 'separator':
    case 'label':
      return [];
    case 'submenu':
      return item.items.flatMap((each) => tasksOf(each).map((task) => ({ ...task, description: item.label })));
    default:
      return [{ arguments: argumentOf(item.action), title: item.label, description: item.label }];
  }
}

/** Windows shows a task until it is told otherwise, and any program can start Parley with its word. */
export function isOffered(model: Model, action: TrayAction): boolean {
  return jumpTasks(model).some((task) => task.arguments === argumentOf(action));
}

/** The system adds its own below: the windows, and the end. */
export function dockMenu(model: Model): readonly TrayMenuItem[] {
  const signOut: TrayMenuItem = { type: 'normal', label: t('shell.menu.signOut'), action: { kind: 'sign-out' } };
  switch (model.connection.kind) {
    case 'signed-out':
      return [];
    case 'online':
      return [
        { type: 'normal', label: t('commands.names.newConversation'), action: { kind: 'new-conversation' } },
        { type: 'normal', label: t('commands.names.history'), action: { kind: 'history' } },
        { type: 'separator' },
        { type: 'submenu', label: t('shell.menu.availability'), items: availabilityChoices(model) },
        { type: 'separator' },
        signOut,
      ];
    default:
      return [signOut];
  }
}
