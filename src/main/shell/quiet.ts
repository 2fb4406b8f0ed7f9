// When a person is not to be disturbed, who may disturb them all the same, and what is told of the rest when it is over. Pure.
import { accessLevelOf } from '../../shared/domain/access-level';
import { callOutcome, type ConversationId } from '../../shared/domain/conversation';
import type { Model } from '../../shared/domain/model';
import { unknownPerson, type PersonUri } from '../../shared/domain/person';
import { nameIn, nameOf } from '../../shared/domain/person-name';
import type { Signal } from '../uc/engine';
import { t } from './language';
import { nameOfFailed, plain, shown, someOf, type NotificationContent } from './notification-content';

/** `presenting`: something fills the screen, or the desktop was told to show no notifications. */
export type Quiet = 'do-not-disturb' | 'presenting' | 'quiet-hours';

/** While the connection is lost, what was chosen before it still holds. */
export function isNotToBeDisturbed(model: Model, before: boolean): boolean {
  if (model.connection.kind === 'signed-out') return false;
  if (model.connection.kind !== 'online') return before;
  return model.self?.availability === 'do-not-disturb';
}

/**
 * "Do not disturb" is for everybody but those of the level Team, where that is wanted. Nobody is seen on a screen that shows something else, and nobody wakes
 * somebody in their quiet hours, not even by ringing: they are about the time, not about who it is.
 */
export function mayDisturb(quiet: Quiet, signal: Signal, model: Model, teamMay: boolean): boolean {
  if (quiet !== 'do-not-disturb' || !teamMay) return false;
  const from = whoseIs(signal, model);
  return from !== undefined && from !== unknownPerson && accessLevelOf(from, model.accessLevels) === 'team';
}

function whoseIs(signal: Signal, model: Model): PersonUri | undefined {
  switch (signal.kind) {
    case 'invitationReceived':
      return model.conversations.get(signal.conversationId)?.inviter;
    case 'messageReceived':
      return model.messages.get(signal.conversationId)?.findLast(({ id }) => id === signal.messageId)?.from;
    case 'callReceived':
      return model.calls.get(signal.conversationId)?.from;
    default:
      return undefined;
  }
}

/** What was not told: a signal, or something that the shell itself had to say. */
export type Held = Signal | { readonly kind: 'told'; readonly content: NotificationContent };

/** What of it is still worth telling: neither read nor answered meanwhile. Who is there and who is not is seen in the list. */
export function heldNotification(quiet: Quiet, held: readonly Held[], model: Model): NotificationContent | undefined {
  const lines = new Map<string, { readonly text: string; readonly conversationId?: ConversationId }>();
  for (const each of held) {
    const line = lineOf(each, model);
    if (line) lines.set(line.key, line);
  }
  const [first] = lines.values();
  if (!first) return undefined;
  const texts = [...lines.values()].map(({ text }) => text);
  return plain(
    'held',
    t(`shell.toast.held.${quiet}`),
    someOf(texts).join('\n'),
    lines.size === 1 ? first.conversationId : undefined,
  );
}

interface Line {
  /** What comes under one key is told once. */
  readonly key: string;
  readonly text: string;
  readonly conversationId?: ConversationId;
}

function lineOf(held: Held, model: Model): Line | undefined {
  switch (held.kind) {
    case 'invitationReceived':
    case 'messageReceived':
      return conversationLine(held.conversationId, model);
    case 'callReceived': {
      const call = model.calls.get(held.conversationId);
      if (!call) return undefined;
      const name = shown(nameOf(model, call.from, call.name));
      if (call.state === 'ringing') return { key: `call:${call.from}`, text: t('main-window.call.title', { name }) };
      const isMissed = callOutcome(call.reason) === 'missed' && call.isUnseen === true;
      return isMissed ? { key: `call:${call.from}`, text: t('shell.toast.held.missedCall', { name }) } : undefined;
    }
    case 'messageFailed':
      return {
        key: `failed:${held.conversationId}`,
        text: t('shell.toast.notDelivered'),
        conversationId: held.conversationId,
      };
    case 'inviteFailed':
      return {
        key: `invite:${held.conversationId}:${held.uri}`,
        text: t('shell.toast.notInvited', { name: nameOfFailed(held, model) }),
        conversationId: held.conversationId,
      };
    case 'notice':
      return { key: `notice:${held.text}`, text: held.text };
    case 'told':
      return { key: `told:${held.content.key}`, text: held.content.title };
    case 'contactAlert':
      return undefined;
    // No notification tells of these, so none is held back.
    case 'invitationClosed':
    case 'callEnded':
    case 'signedIn':
    case 'warning':
      return undefined;
    // A new kind is to have its line here, or a reason to have none.
    default:
      return held satisfies never;
  }
}

function conversationLine(id: ConversationId, model: Model): Line | undefined {
  const conversation = model.conversations.get(id);
  if (!conversation) return undefined;
  const line = (text: string): Line => ({ key: `conversation:${id}`, text, conversationId: id });
  const inviter = shown(nameIn(model, conversation, conversation.inviter));
  if (conversation.state === 'invited') return line(t('main-window.invitation.title', { name: inviter }));
  if (conversation.unread === 0) return undefined;
  if (conversation.end === 'missed') return line(t('shell.toast.held.missedInvitation', { name: inviter }));
  const last = model.messages.get(id)?.findLast(({ direction }) => direction === 'incoming');
  const names = shown(nameIn(model, conversation, last?.from ?? conversation.inviter));
  return line(t('shell.toast.messagesOf', { names }, conversation.unread));
}
