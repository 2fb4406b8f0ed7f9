// The part of the program that each view is in, read when it is wanted. A window has one view, and knows from its address which.
// That of the main window is in what every window reads, up to the form to sign in with: it is what a start shows.
import type { AsyncComponentLoader } from 'vue';
import type { View } from './views';

export const viewParts = {
  conversation: () => import('./conversation/ConversationView.vue'),
  invitation: () => import('./invitation/InvitationView.vue'),
  history: () => import('./history/HistoryView.vue'),
  diagnostics: () => import('./diagnostics/DiagnosticsView.vue'),
  about: () => import('./about/AboutView.vue'),
  settings: () => import('./settings/SettingsView.vue'),
  guide: () => import('./guide/GuideView.vue'),
} as const satisfies Record<Exclude<View['kind'], 'main'>, AsyncComponentLoader>;

/** What the main window shows once somebody is signed in, or is about to be. */
export const signedInPart = () => import('./main-window/SignedInView.vue');
