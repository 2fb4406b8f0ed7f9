// A notification as the XML of Windows, and what Windows says when somebody has answered it. Pure. Electron could write the XML too, but
// its buttons would speak English whatever Parley speaks. What is answered may have been said by any program of this user.
import { actionText, type NotificationAction, type NotificationContent } from './notification-content';
import { t } from './language';

export type ToastAnswer = { readonly token: string } & (
  { readonly kind: NotificationAction } | { readonly kind: 'reply'; readonly text: string }
);

/** Electron counts buttons: a word in the place of the number would end it. */
const buttons = ['accept', 'decline', 'open', 'converse'] as const satisfies readonly NotificationAction[];
/** Electron reads a typed answer from the field of this name. */
const replyField = 'reply';
/** A message is no longer (protocol.md 4.8), whoever says that it was typed. */
const maxReplyLength = 20_000;

/** @param token by which the answer is known: nobody can guess it who was not shown the notification */
export function toastXml(content: NotificationContent, token: string): string {
  const button = (kind: ToastAnswer['kind'], words: string): string =>
    element('action', { content: words, arguments: argumentsFor(token, kind), activationType: 'foreground' });
  const field = element('input', {
    id: replyField,
    type: 'text',
    placeHolderContent: t('shell.toast.replyPlaceholder'),
  });
  const send = element('action', {
    content: t('shell.toast.replySend'),
    arguments: argumentsFor(token, 'reply'),
    activationType: 'foreground',
    'hint-inputId': replyField,
  });
  const actions = [
    content.canReply ? field + send : '',
    ...content.actions.map((each) => button(each, actionText(each))),
    // One that stays has to have a button, or Windows lets it go.
    content.isSticky && content.actions.length === 0 ? button('open', t('shell.toast.show')) : '',
  ].join('');
  const texts = [content.title, content.body]
    .filter((text) => text !== '')
    .map((text) => element('text', {}, escaped(text)));
  return element(
    'toast',
    {
      launch: `type=click&token=${token}`,
      activationType: 'foreground',
      ...(content.isSticky && { scenario: 'reminder' }),
    },
    element('visual', {}, element('binding', { template: 'ToastGeneric' }, texts.join(''))) +
      (actions === '' ? '' : element('actions', {}, actions)) +
      // Windows plays none but its own sounds and those of packages: Parley plays its own.
      element('audio', { silent: 'true' }),
  );
}

function element(name: string, attributes: Readonly<Record<string, string>>, inside = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${written.join('')}>${inside}</${name}>`;
}

/** What Electron hands over when a notification was answered; nothing where it is not what Parley wrote. */
export function readToastAnswer(details: unknown): ToastAnswer | undefined {
  if (typeof details !== 'object' || details === null) return undefined;
  const { arguments: given, reply, userInputs } = details as Readonly<Record<string, unknown>>;
  if (typeof given !== 'string' || given.length > 200) return undefined;
  const parts = new URLSearchParams(given);
  const token = parts.get('token') ?? '';
  if (!/^[\da-f]{32}$/u.test(token)) return undefined;
  switch (parts.get('type')) {
    case 'click':
      return { token, kind: 'open' };
    case 'action': {
      const kind = buttons.find((_, index) => String(index) === parts.get('action'));
      return kind && { token, kind };
    }
    case 'reply': {
      const text = typeof reply === 'string' ? reply : typedInto(userInputs);
      return text === undefined || text.length > maxReplyLength ? undefined : { token, kind: 'reply', text };
    }
    default:
      return undefined;
  }
}

function typedInto(fields: unknown): string | undefined {
  const text = typeof fields === 'object' && fields ? (fields as Record<string, unknown>)[replyField] : undefined;
  return typeof text === 'string' ? text : undefined;
}

/** In the form that Electron tells kinds of answers apart by. */
function argumentsFor(token: string, kind: ToastAnswer['kind']): string {
  if (kind === 'reply') return `type=reply&token=${token}`;
  return `type=action&action=${buttons.indexOf(kind)}&token=${token}`;
}

/** For an attribute and for what stands between tags. What XML has no place for would make Windows refuse the whole. */
function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/gu, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
