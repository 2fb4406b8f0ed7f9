// The pages of the guide, in the order of docs/using.md and of its translations: the first heading of the second level is the first page.

export const guidePages = [
  'first-steps',
  'signing-in',
  'contacts',
  'invitations',
  'conversations',
  'conferences',
  'history',
  'notifications',
  'settings',
  'shortcuts',
  'privacy',
  'trouble',
] as const;
export type GuidePageId = (typeof guidePages)[number];

/** What the guide can be opened at: one of its pages, or what the versions of the program brought. */
export const guidePlaces = [...guidePages, 'new'] as const;
export type GuidePlace = (typeof guidePlaces)[number];

export function isGuidePlace(text: string): text is GuidePlace {
  return (guidePlaces as readonly string[]).includes(text);
}
