// What a folder of texts says about itself, in its `language.ts`. Types alone.

export interface LanguageFacts {
  readonly madeBy: 'people' | 'machine';
  /** Whether somebody who speaks the language has read all of it since. Where not, the settings say so. */
  readonly isRead: boolean;
}
