// Which view a window shows is in its address: `#/main`, `#/conversation/c1`, `#/invitation?to=sip:a@x,sip:b@x`,
// `#/history?words=crane&person=sip:a@x`, `#/diagnostics`, `#/about`, `#/settings/history`, `#/guide?page=privacy`. Pure.
import { isGuidePlace, type GuidePlace } from '../shared/guide';
import { settingsSections, type SettingsSection } from '../shared/settings-sections';

export type View =
  | { readonly kind: 'main' }
  | { readonly kind: 'conversation'; readonly conversationId: string }
  | { readonly kind: 'invitation'; readonly to: readonly string[] }
  | { readonly kind: 'history'; readonly words: string; readonly person: string }
  | { readonly kind: 'diagnostics' }
  | { readonly kind: 'about' }
  | { readonly kind: 'settings'; readonly section: SettingsSection | undefined }
  /** Undefined: at its beginning. */
  | { readonly kind: 'guide'; readonly place: GuidePlace | undefined };

const conversationPath = /^\/conversation\/([A-Za-z0-9_-]{1,64})$/u;

/** The view of a `location.hash`; anything that is not understood is the main view. */
export function parseView(hash: string): View {
  const [path = '', query = ''] = hash.replace(/^#/u, '').split(/\?(.*)/su);
  const conversationId = conversationPath.exec(path)?.[1];
  if (conversationId !== undefined) return { kind: 'conversation', conversationId };
  if (path === '/invitation') {
    const to = (new URLSearchParams(query).get('to') ?? '').split(',').filter((uri) => uri.startsWith('sip:'));
    return { kind: 'invitation', to };
  }
  if (path === '/about') return { kind: 'about' };
  if (path === '/settings' || path.startsWith('/settings/')) {
    const named = path.slice('/settings/'.length);
    return { kind: 'settings', section: settingsSections.find((section) => section === named) };
  }
  if (path === '/guide') {
    const page = new URLSearchParams(query).get('page') ?? '';
    return { kind: 'guide', place: isGuidePlace(page) ? page : undefined };
  }
  if (path === '/diagnostics') return { kind: 'diagnostics' };
  if (path === '/history') {
    const asked = new URLSearchParams(query);
    return { kind: 'history', words: asked.get('words') ?? '', person: asked.get('person') ?? '' };
  }
  return { kind: 'main' };
}
