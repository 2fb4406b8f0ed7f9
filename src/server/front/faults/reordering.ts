// The fault `reorder`: the reply to a command and the events that it leads to come in an order that the client cannot choose (field
// notes). Either the reply waits for the poll, or the events wait for the reply.
import { decodeEvents } from '../../../protocol/events';
import { ProtocolError } from '../../../protocol/protocol-error';
import { decodeReplies } from '../../../protocol/replies';
import { decodeRequests } from '../../../protocol/requests';
import type { Clock } from '../../base/clock';
import { HeldReplies, longestHoldMs } from './held-replies';
import type { Answer, Exchange } from '../http/exchange';
import { parsePollQuery } from '../http/poll-query';

type Respond = () => Promise<Answer | 'hang-up'>;

export interface Reordering {
  /** Carries a command out. `comesLast`: what the client gets later. */
  command(comesLast: 'reply' | 'events', exchange: Exchange, respond: Respond): Promise<Answer | 'hang-up'>;
  /** Every poll goes through here: some reply may wait for it. */
  poll(query: string, respond: Respond): Promise<Answer | 'hang-up'>;
}

/** `holdEvents`: polls of this session bring nothing new until the function that is given back is called. */
export function createReordering(holdEvents: (sid: number) => () => void, clock: Clock): Reordering {
  const replies = new HeldReplies(clock);
  return {
    async command(comesLast, exchange, respond) {
      const sid = sidOf(await exchange.body());
      if (sid === undefined) return respond();
      if (comesLast === 'events') return eventsLast(holdEvents(sid), clock, respond);
      const answer = await respond();
      if (answer !== 'hang-up') await replies.hold(sid, acceptedIn(answer), exchange.gone);
      return answer;
    },
    async poll(query, respond) {
      const asked = parsePollQuery(query);
      if (asked) replies.asked(asked.sid, asked.ackId);
      const answer = await respond();
      if (answer !== 'hang-up' && !replies.isEmpty) {
        const events = read(() => decodeEvents(answer.body ?? ''));
        if (events) replies.told(events);
      }
      return answer;
    },
  };
}

async function eventsLast(letGo: () => void, clock: Clock, respond: Respond): Promise<Answer | 'hang-up'> {
  const timer = clock.setTimeout(letGo, longestHoldMs);
  const end = (): void => {
    clock.clearTimeout(timer);
    letGo();
  };
  try {
    const answer = await respond();
    if (answer !== 'hang-up') return { ...answer, onGone: end };
  } catch (error) {
    end();
    throw error;
  }
  end();
  return 'hang-up';
}

/** Of a session that goes on: where one begins or ends there is no poll to wait for. */
function sidOf(body: string): number | undefined {
  const document = read(() => decodeRequests(body));
  const isOfLife = document?.requests.some(({ kind }) => kind === 'initiateSession' || kind === 'terminateSession');
  return isOfLife ? undefined : document?.sid;
}

/** The requests of which an outcome is to come. */
function acceptedIn({ body = '' }: Answer): readonly string[] {
  const replies = read(() => decodeReplies(body))?.replies ?? [];
  return replies.flatMap((reply) => (reply.kind === 'requestAccepted' ? [reply.rid] : []));
}

function read<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}
