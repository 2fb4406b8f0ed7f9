// What a notification says, from a signal of the engine and the model. Pure; `notifications.ts` shows it.
import { withoutTurns } from '../../shared/direction-marks';
import type { Model } from '../../shared/domain/model';
import { nameIn, nameOf } from '../../shared/domain/person-name';
import type { Signal } from '../uc/engine';
import { t } from './language';

export type NotificationAction = 'open' | 'accept' | 'decline';

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
  /** Buttons, where the platform has them; a click on the rest always means `open`. */
  readonly actions: readonly Exclude<NotificationAction, 'open'>[];
  /** A field to write an answer in, where the platform has one. */
  readonly canReply: boolean;
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

/** The notification for a signal, or nothing if there is no need to disturb. */
export function notificationFor(signal: Signal, context: NotificationContext): NotificationContent | undefined {
  if (context.model.self?.availability === 'do-not-disturb') return undefined;
  switch (signal.kind) {
    case 'invitationReceived':
      return invitation(signal.conversationId, context);
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
      const name = shown(nameOf(context.model, signal.uri));
      return plain(`alert:${signal.uri}`, t(`shell.toast.${signal.online ? 'online' : 'gone'}`, { name }), '');
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
      return plain('notice', t('conversation.notice'), signal.text);
    case 'invitationClosed':
    case 'callEnded':
    case 'signedIn':
    case 'warning':
      return undefined;
  }
}

/** The key of the notification that a signal makes pointless. */
export function closedKeyFor(signal: Signal): string | undefined {
  if (signal.kind === 'invitationClosed') return `invitation:${signal.conversationId}`;
  if (signal.kind === 'callEnded') return `call:${signal.conversationId}`;
  return undefined;
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

function invitation(id: string, { model, showMessage }: NotificationContext): NotificationContent | undefined {
  const conversation = model.conversations.get(id);
  if (!conversation || conversation.state !== 'invited') return undefined;
  const name = shown(nameIn(model, conversation, conversation.inviter));
  const others = conversation.participants.filter(({ uri }) => uri !== conversation.inviter).length;
  // Somebody who comes back goes on in the same thread: what was said in it before is not what they say now.
  const text = model.messages.get(id)?.findLast(({ direction }) => direction === 'incoming')?.body.text ?? '';
  const said = showMessage ? [conversation.subject, text].map(oneLine).filter((line) => line !== '') : [];
  return {
    ...plain(
      `invitation:${id}`,
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
  };
}

function message(id: string, messageId: string, context: NotificationContext): NotificationContent | undefined {
  const { model, showMessage, isFocused } = context;
  const conversation = model.conversations.get(id);
  // The first message of an invitation is told with it.
  if (!conversation || conversation.state === 'invited' || isFocused(id)) return undefined;
  const received = model.messages.get(id)?.findLast((candidate) => candidate.id === messageId);
  if (!received) return undefined;
  const text = oneLine(received.body.text);
  const count = conversation.unread;
  const body = showMessage && text !== '' ? text : t('shell.toast.newMessages', {}, Math.max(1, count));
  return { ...plain(`message:${id}`, shown(nameIn(model, conversation, received.from)), body, id), canReply: true };
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
  };
}

function plain(key: string, title: string, body: string, conversationId?: string): NotificationContent {
  return {
    key,
    title: cut(oneLine(title), maxTitleLength),
    body: cut(body.trim(), maxBodyLength),
    isSticky: false,
    isUrgent: false,
    ...(conversationId === undefined ? {} : { conversationId }),
    actions: [],
    canReply: false,
  };
}

/** Who did not come may have gone from the participants: the line in the thread names them. */
function nameOfFailed({ conversationId, uri }: Extract<Signal, { kind: 'inviteFailed' }>, model: Model): string {
  const lines = model.events.get(conversationId) ?? [];
  const line = lines.map(({ news }) => news).findLast((news) => news.kind === 'invite-failed' && news.uri === uri);
  return shown(nameOf(model, uri, line && 'name' in line ? line.name : undefined));
}

function shown(name: string): string {
  return name || t('conversation.somebody');
}

function oneLine(text: string): string {
  return withoutTurns(text).replace(/\s+/gu, ' ').trim();
}

/** Cuts between code points, so that no emoji is halved. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const characters = Array.from(text.slice(0, length + 2));
  while (characters.join('').length >= length) characters.pop();
  return `${characters.join('')}…`;
}
