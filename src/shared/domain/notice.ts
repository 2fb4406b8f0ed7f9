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

/** One of the settings file that is not understood as it stands there. */
export interface StrangeSetting {
  /** As the file has it. */
  readonly name: string;
  /**
   * `value`: it counts as Parley comes. `entries`: of a list what is understood counts. `unknown`: no such setting is known here, and it is
   * too long to stay in the file.
   */
  readonly what: 'value' | 'entries' | 'unknown';
}

export interface Notice {
  /** One notice a code at a time: a newer one takes the place of the older. */
  readonly code: NoticeCode;
  /** What the words are about, such as a path. */
  readonly subject?: string;
  /** Whether there are details to copy. */
  readonly hasDetails: boolean;
  /** Absent: it is about no file that could be shown. */
  readonly hasFile?: true;
  readonly settings?: readonly StrangeSetting[];
}
