// Something that the program itself has to say, calmly: it stands in the main window until it is dismissed.

export const noticeCodes = [
  'settings-set-aside',
  'settings-not-understood',
  'settings-not-saved',
  'shortcuts-passed-over',
  'servers-set-aside',
  'servers-not-saved',
  'answers-set-aside',
  'answers-not-saved',
  'level-not-given',
  'words-set-aside',
  'words-not-saved',
  'history-set-aside',
  'history-damaged',
  'history-newer',
  'history-key-lost',
  'history-not-opened',
  'history-not-written',
  'logs-read',
  'logs-imported',
  'logs-stopped',
  'stale-answers',
  'events-unreadable',
  'policy-not-used',
  'policy-refused',
  'no-tray',
  'internal-error',
  'update-ready',
  'updated',
] as const;
export type NoticeCode = (typeof noticeCodes)[number];

export interface Notice {
  /** One notice a code at a time: a newer one takes the place of the older. */
  readonly code: NoticeCode;
  /** What the words are about, such as a path. */
  readonly subject?: string;
  /** Whether there are details to copy. */
  readonly hasDetails: boolean;
}
