// What a notification says, from a signal of the engine and the model. Pure; `notifications.ts` shows it.
import type { Model } from '../../shared/domain/model';
import type { Conversation, ConversationId } from '../../shared/domain/conversation';
import type { Message } from '../../shared/domain/message';
import type { PersonUri } from '../../shared/domain/person';
import { nameIn, nameOf } from '../../shared/domain/person-name';
import { oneLine } from '../../shared/one-line';
import type { SoundKind } from '../../shared/sounds';
import type { Signal } from '../uc/engine';
import { listed, t } from './language';

/** `converse`: with the person whom it is about. */
export type NotificationAction = 'open' | 'accept' | 'decline' | 'converse';

export interface NotificationContent {
  /** One notification a key: a newer one takes the place of the older. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  /** Stays until it is answered, where the platform allows. */
  readonly isSticky: boolean;
  readonly isUrgent: boolean;
  /** What a click is about; absent: the main window. */
  readonly conversationId?: string;
  /** The first of its messages that nobody has read: a click leads there. */
  readonly messageId?: string;
  /** Whom `converse` begins a conversation with. */
  readonly personUri?: PersonUri;
  /** Buttons, where the platform has them; a click on the rest always means `open`. */
  readonly actions: readonly Exclude<NotificationAction, 'open'>[];
  /** A field to write an answer in, where the platform has one. */
  readonly canReply: boolean;
  /** What it sounds like, where sounds are wanted. */
  readonly sound: SoundKind;
}

export interface NotificationContext {
  readonly model: Model;
  /** Whether words of messages may be shown on the screen. */
  readonly showMessage: boolean;
  readonly isFocused: (conversationId: string) => boolean;
}

/** Longer texts are cut: no desktop shows more, and some show nothing at all of what is too long. */
const maxBodyLength = 240;
const maxTitleLength = 120;
const maxLineLength = 80;
/** Of people or of things that happened; desktops show hardly more lines. */
const maxLines = 4;

/** All that wait for an answer share one: however many want to talk, one notification says so. */
export const invitationsKey = 'invitations';

/**
 * The notification for a signal, or nothing if there is no need to disturb. One of several invitations is not told alone: see
 * `invitationsNotification`.
 */
export function notificationFor(signal: Signal, context: NotificationContext): NotificationContent | undefined {
  switch (signal.kind) {
    case 'invitationReceived':
      return invitationsNotification([signal.conversationId], context);
    case 'messageReceived':
      return message(signal.conversationId, signal.messageId, context);
    case 'messageFailed':
      if (context.isFocused(signal.conversationId)) return undefined;
      return plain(
        `failed:${signal.conversationId}`,
        t('shell.toast.notDelivered'),
        t('shell.toast.openNotDelivered'),
        signal.conversationId,
      );
    case 'callReceived':
      return call(signal.conversationId, context);
    case 'contactAlert': {
      const { uri, online } = signal;
      const name = shown(nameOf(context.model, uri));
      const told = plain(`alert:${uri}`, t(`shell.toast.${online ? 'online' : 'gone'}`, { name }), '');
      return online ? { ...told, actions: ['converse'], personUri: uri } : told;
    }
    case 'inviteFailed':
      if (context.isFocused(signal.conversationId)) return undefined;
      return plain(
        `invite:${signal.conversationId}`,
        t('shell.toast.notInvited', { name: nameOfFailed(signal, context.model) }),
        '',
        signal.conversationId,
      );
    case 'notice':
      return plain('notice', t('conversation.userNotice'), signal.text);
    case 'invitationClosed':
    case 'callEnded':
    case 'signedIn':
    case 'warning':
      return undefined;
  }
}

/** What stands on the button of an action. */
export function actionText(action: Exclude<NotificationAction, 'open'>): string {
  return action === 'converse' ? t('shell.toast.converse') : t(`main-window.invitation.${action}`);
}

/** The invitations that still wait for an answer, as one: who, about what, the first words; of several who they are. */
export function invitationsNotification(
  ids: readonly ConversationId[],
  context: NotificationContext,
): NotificationContent | undefined {
  const waiting = ids
    .map((id) => context.model.conversations.get(id))
    .filter((each) => each !== undefined)
    .filter(({ state }) => state === 'invited');
  const [first] = waiting;
  if (!first) return undefined;
  return waiting.length === 1 ? invitation(first, context) : severalInvitations(waiting, context);
}

/** Several alerts that came together, as one. */
export function alertsDigest(alerts: readonly NotificationContent[]): NotificationContent | undefined {
  const [first] = alerts;
  if (!first || alerts.length === 1) return first;
  const names = alerts.map((alert) => alert.title).join('\n');
  return plain('alerts', t('shell.toast.alerts', {}, alerts.length), names);
}

/**
 * For desktops that read a notification's body as markup, which is all that matter on Linux: what somebody wrote must not become
 * a link or an image there.
 */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function invitation(conversation: Conversation, context: NotificationContext): NotificationContent {
  const { id, inviter, participants } = conversation;
  const name = shown(nameIn(context.model, conversation, inviter));
  const others = participants.filter(({ uri }) => uri !== inviter).length;
  const said = saidWith(conversation, context);
  return {
    ...plain(
      invitationsKey,
      others === 0
        ? t('main-window.invitation.title', { name })
        : t('main-window.invitation.titleMany', { name }, others),
      said.length === 0 ? t('shell.toast.openInvitation') : said.join('\n'),
      id,
    ),
    isSticky: true,
    isUrgent: true,
    actions: ['accept', 'decline'],
    canReply: true,
    sound: 'invitation',
  };
}

/** A click leads to the main window, where all of them wait. */
function severalInvitations(waiting: readonly Conversation[], context: NotificationContext): NotificationContent {
  const names = new Map(
    waiting.map((each) => [each.inviter, oneLine(shown(nameIn(context.model, each, each.inviter)))] as const),
  );
  const [first = ''] = names.values();
  const lines = waiting.map((each) => {
    const [said] = saidWith(each, context);
    const name = names.get(each.inviter) ?? '';
    return said === undefined ? name : t('shell.toast.whoAndWhat', { name, text: cut(said, maxLineLength) });
  });
  const isNamesOnly =
    names.size === waiting.length && lines.every((line, index) => line === [...names.values()][index]);
  return {
    ...plain(
      invitationsKey,
      names.size > 1
        ? t('shell.toast.severalWant', {}, names.size)
        : t('shell.toast.invitesAgain', { name: first }, waiting.length),
      isNamesOnly ? listed(someOf([...names.values()])) : someOf(lines).join('\n'),
    ),
    isSticky: true,
    isUrgent: true,
    sound: 'invitation',
  };
}

/** Subject and first words, where they may be shown. */
function saidWith({ id, subject }: Conversation, { model, showMessage }: NotificationContext): readonly string[] {
  // Somebody who comes back goes on in the same thread: what was said in it before is not what they say now.
  const text = model.messages.get(id)?.findLast(({ direction }) => direction === 'incoming')?.body.text ?? '';
  return showMessage ? [subject, text].map(oneLine).filter((line) => line !== '') : [];
}

/** The first of them, and how many more there are. */
export function someOf(lines: readonly string[]): readonly string[] {
  if (lines.length <= maxLines) return lines;
  const left = lines.length - maxLines + 1;
  return [...lines.slice(0, maxLines - 1), t('shell.toast.andMore', {}, left)];
}

/** The messages of a conversation that nobody has read, as one: who wrote how many, and the last of them. */
function message(id: string, messageId: string, context: NotificationContext): NotificationContent | undefined {
  const { model, showMessage, isFocused } = context;
  const conversation = model.conversations.get(id);
  // The first message of an invitation is told with it.
  if (!conversation || conversation.state === 'invited' || isFocused(id)) return undefined;
  const received = model.messages.get(id)?.findLast((candidate) => candidate.id === messageId);
  if (!received) return undefined;
  const text = showMessage ? oneLine(received.body.text) : '';
  const count = Math.max(1, conversation.unread);
  const unread = unreadOf(model, conversation);
  const writers = writersOf(model, conversation, received.from, unread);
  const from = shown(nameIn(model, conversation, received.from));
  const names = listed(someOf(writers));
  const said = writers.length > 1 ? t('shell.toast.whoAndWhat', { name: from, text }) : text;
  const [title, body] =
    text === ''
      ? [names, t('shell.toast.newMessages', {}, count)]
      : [count > 1 ? t('shell.toast.messagesOf', { names }, count) : names, said];
  return {
    ...plain(`message:${id}`, title, body, id),
    messageId: unread[0]?.id ?? messageId,
    canReply: true,
    sound: 'message',
  };
}

const unreadOf = (model: Model, { id, unread }: Conversation): readonly Message[] =>
  (model.messages.get(id) ?? []).filter(({ direction }) => direction === 'incoming').slice(-Math.max(1, unread));

/** Whoever wrote last first. */
function writersOf(
  model: Model,
  conversation: Conversation,
  last: string,
  unread: readonly Message[],
): readonly string[] {
  const writers = unread.map(({ from }) => from).reverse();
  return [...new Set([last, ...writers])].map((uri) => shown(nameIn(model, conversation, uri)));
}

function call(id: string, { model, showMessage }: NotificationContext): NotificationContent | undefined {
  const received = model.calls.get(id);
  if (!received || received.state !== 'ringing') return undefined;
  const subject = showMessage ? oneLine(received.subject ?? '') : '';
  return {
    ...plain(
      `call:${id}`,
      t('main-window.call.title', { name: shown(nameOf(model, received.from, received.name)) }),
      subject || t('shell.toast.openCall'),
      id,
    ),
    isSticky: true,
    isUrgent: true,
    sound: 'invitation',
  };
}

/** Nothing to answer, told by the way. */
export function plain(key: string, title: string, body: string, conversationId?: string): NotificationContent {
  return {
    key,
    title: cut(oneLine(title), maxTitleLength),
    body: cut(body.trim(), maxBodyLength),
    isSticky: false,
    isUrgent: false,
    ...(conversationId !== undefined && { conversationId }),
    actions: [],
    canReply: false,
    sound: 'alert',
  };
}

/** Who did not come may have gone from the participants: the line in the thread names them. */
export function nameOfFailed({ conversationId, uri }: Extract<Signal, { kind: 'inviteFailed' }>, model: Model): string {
  const lines = model.events.get(conversationId) ?? [];
  const line = lines.map(({ news }) => news).findLast((news) => news.kind === 'invite-failed' && news.uri === uri);
  return shown(nameOf(model, uri, line && 'name' in line ? line.name : undefined));
}

/** Somebody without a name is somebody. */
export function shown(name: string): string {
  return name || t('conversation.somebody');
}

/** Cuts between code points, so that no emoji is halved. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const characters = Array.from(text.slice(0, length + 2));
  while (characters.join('').length >= length) characters.pop();
  return `${characters.join('')}…`;
}
