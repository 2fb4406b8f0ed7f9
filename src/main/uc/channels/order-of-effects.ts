// What may go together and what may go twice (protocol.md 1.6, 6.11; the order of execution inside a batch is unknown, section 8).
import { assertNever } from '../../../shared/assert-never';
import type { CwaRequest } from '../../../protocol/requests';

/** Requests with the same key act on the same thing: they go in separate POSTs, in order. */
export function orderKey(request: CwaRequest): string {
  switch (request.kind) {
    case 'conference':
      return request.confId === 0 ? `start ${request.rid}` : `conference ${request.confId}`;
    case 'addContact':
    case 'updateContact':
      return `contact ${request.contact.uri.toLowerCase()}`;
    case 'deleteContact':
      return `contact ${request.uri.toLowerCase()}`;
    case 'addGroup':
    case 'updateGroup':
    case 'deleteGroup':
      return 'groups';
    case 'updateContainer':
      return `container ${request.id}`;
    case 'publishSelfPresence':
      return 'presence of self';
    case 'publishRawCategories':
      return 'raw categories';
    case 'subscribePresence':
    case 'unSubscribePresence':
      return 'subscriptions';
    case 'acknowledgeSubscriber':
    case 'queryPresence':
    case 'search':
      return `alone ${request.rid}`;
    case 'initiateSession':
    case 'terminateSession':
      return 'session';
    default:
      return assertNever(request);
  }
}

/** Doing it twice is the same as doing it once, so a lost reply may be answered by asking again. */
export function isRepeatable(request: CwaRequest): boolean {
  switch (request.kind) {
    case 'queryPresence':
    case 'search':
    case 'subscribePresence':
    case 'unSubscribePresence':
    case 'publishSelfPresence':
    case 'updateContact':
    case 'updateGroup':
    case 'acknowledgeSubscriber':
      return true;
    case 'conference':
      return request.action.kind === 'lock';
    default:
      return false;
  }
}

/**
 * It means something only in the session that it was asked for in. What begins a conversation, too: its thread has ended with the session,
 * and begins it again in the next one if it still wants to. What is asked of the contact list is made of the list that this session has
 * told (3.19, 3.22, 3.25): in the next one it would undo what another endpoint has changed meanwhile, or hit the group of another number.
 */
export function isBoundToSession({ kind }: CwaRequest): boolean {
  switch (kind) {
    case 'conference':
    case 'addContact':
    case 'updateContact':
    case 'deleteContact':
    case 'addGroup':
    case 'updateGroup':
    case 'deleteGroup':
    case 'updateContainer':
      return true;
    default:
      return false;
  }
}

/** Its result is the reply itself (1.6), or nobody waits for more. */
export function settlesOnReply(request: CwaRequest): boolean {
  if (request.kind !== 'conference') return false;
  switch (request.action.kind) {
    case 'voIPRedirect':
    case 'voIPTerminate':
    case 'voIPReplyWithIM':
    case 'notifyComposing':
    case 'terminateImSession':
      return true;
    default:
      return false;
  }
}
