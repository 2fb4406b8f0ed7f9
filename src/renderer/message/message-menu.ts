// What can be done with a message, as entries of a menu. Pure; MessageMenu.vue carries it out.
import { oneLine } from '../../shared/one-line';
import type { MenuEntry } from '../ui/menu-entry';

export type MessageAction =
  | 'open-link'
  | 'copy-link'
  | 'copy'
  | 'copy-with-sender'
  | 'copy-with-format'
  | 'quote'
  | 'search-words'
  | 'search-person'
  | 'retry'
  | 'discard';

export interface MessageMenuContext {
  /** The link that was pointed at. */
  readonly link?: string | undefined;
  /** What is selected of this message. */
  readonly selected?: string | undefined;
  /** So many messages are selected, this one among them. */
  readonly selectedMessages: number;
  readonly canQuote: boolean;
  readonly needsDecision: boolean;
  /** Who said it, if that was another. */
  readonly sender?: string | undefined;
  /** `Ctrl+C` */
  readonly copyKeys: string;
}

type Translate = (key: string, values?: Record<string, unknown>, count?: number) => string;

/** So much of what is selected is shown in the menu, and searched for. */
const shownWords = 40;
const longestSearch = 200;

/** One line of what is selected: what can be searched for. */
export function searchWords(selected: string): string {
  return oneLine(selected).slice(0, longestSearch);
}

export function messageEntries(context: MessageMenuContext, t: Translate): readonly MenuEntry[] {
  const { selected, selectedMessages, canQuote, needsDecision } = context;
  const isSeveral = selectedMessages > 1;
  const hasSelection = selected !== undefined || isSeveral;
  const copy = isSeveral
    ? t('message.menu.copySeveral', { count: selectedMessages }, selectedMessages)
    : t(`message.menu.${selected === undefined ? 'copy' : 'copySelected'}`);
  return [
    ...linkEntries(context, t),
    action('copy', copy, { icon: 'copy', ...(hasSelection && { shortcut: context.copyKeys }) }),
    ...(isSeveral ? [] : [action('copy-with-sender', t('message.menu.copyWithSender'))]),
    action('copy-with-format', t('message.menu.copyWithFormat')),
    ...(canQuote && !isSeveral
      ? [action('quote', t(`message.menu.${selected === undefined ? 'quote' : 'quoteSelected'}`), { icon: 'quote' })]
      : []),
    ...searchEntries(context, t),
    ...(needsDecision
      ? [
          { kind: 'separator' as const },
          action('retry', t('message.retry'), { icon: 'retry' }),
          action('discard', t('message.discard'), { icon: 'trash', danger: true }),
        ]
      : []),
  ];
}

function linkEntries({ link }: MessageMenuContext, t: Translate): readonly MenuEntry[] {
  if (link === undefined) return [];
  const isMail = link.startsWith('mailto:');
  return [
    action('open-link', t(`message.menu.${isMail ? 'writeMail' : 'openLink'}`), {
      // In full: where it leads is seen before it is opened.
      hint: isMail ? link.slice('mailto:'.length) : link,
      icon: 'open',
    }),
    action('copy-link', t(`message.menu.${isMail ? 'copyAddress' : 'copyLink'}`)),
    { kind: 'separator' },
  ];
}

function searchEntries({ selected, sender, selectedMessages }: MessageMenuContext, t: Translate): readonly MenuEntry[] {
  if (selectedMessages > 1) return [];
  if (selected === undefined) {
    return sender === undefined
      ? []
      : [action('search-person', t('message.menu.searchPerson', { name: sender }), { icon: 'search' })];
  }
  const words = searchWords(selected);
  if (words === '') return [];
  const shown = words.length > shownWords ? `${words.slice(0, shownWords).trimEnd()}…` : words;
  return [action('search-words', t('message.menu.searchWords', { words: shown }), { icon: 'search' })];
}

function action(id: MessageAction, label: string, more: Partial<MenuEntry> = {}): MenuEntry {
  return { id, label, ...more } as MenuEntry;
}
