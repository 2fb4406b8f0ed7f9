// GET /cwa/AsyncDataChannel.ashx (protocol.md 1.7, 2.3): the events after the client's number, at once or when there are some.
import type { CwaError } from '../../../protocol/cwa-error';
import type { Clock } from '../../base/clock';
import type { Core } from '../core';
import { invalidRequest, sessionNotFound, throttled } from '../../base/errors';
import type { Session } from '../sessions/session';
import type { Person } from '../../world';
import { eventDocument, replyDocument } from './documents';
import { parsePollQuery } from './poll-query';

/** Telling so much again counts for a request. */
const repeatedCharsForOne = 10_000;

export interface PollContext {
  readonly core: Core;
  readonly person: Person;
  readonly clock: Clock;
  /** How long a poll with nothing to say is held. 0: not at all. */
  readonly holdMs: number;
  /** The client has hung up. */
  readonly gone: AbortSignal;
  /** Tells again what was told before. */
  readonly repeatsEvents: boolean;
}

/** The body of the answer. What to say about a bad `Sid` is unknown (section 8): the command channel's document, for all to read. */
export async function answerPoll(context: PollContext, queryText: string): Promise<string> {
  const { core, person } = context;
  const query = parsePollQuery(queryText);
  if (!query) return refuse(invalidRequest('Sid and AckID are integers.'));
  const session = core.sessions.find(query.sid, person);
  if (!session) return refuse(sessionNotFound);
  core.sessions.polled(session);
  if (query.isUserActive) {
    session.heard('person');
    core.world.noticed(session, 'active');
  }
  const { queue } = session;
  // 1.7: a number that stays where it is has the server repeat everything; not as often as anybody likes.
  const again = queue.toldCharsAfter(query.ackId);
  if (again > 0 && !core.allowance.take(person, again / repeatedCharsForOne))
    return refuse(throttled('Too many polls.'));
  const repeated = context.repeatsEvents ? queue.told : [];
  // Before anything is held: who waits to hear that it has arrived need not wait for the next event.
  queue.acknowledge(query.ackId);
  const hasNews = !session.isHeldBack && queue.hasAfter(query.ackId);
  if (context.holdMs > 0 && !hasNews) await hold(context, session);
  if (session.isEnded) return refuse(sessionNotFound);
  // Nobody reads this: nothing is told.
  if (context.gone.aborted) return '';
  const { eventsPerPoll, charsPerPoll } = core.limits;
  const { events: fresh, ackId } = session.isHeldBack
    ? { events: [], ackId: query.ackId }
    : queue.after(query.ackId, { events: eventsPerPoll, chars: charsPerPoll });
  const events = [...repeated.filter((event) => !fresh.includes(event)), ...fresh];
  return eventDocument({
    sid: session.sid,
    ackId,
    pollWaitTimeMs: core.pollWaitMs,
    sessionTimeoutS: core.sessions.timeLeftS(session),
    events,
  });
}

/** Until an event comes, the time is up, another poll of the session arrives, or nobody waits any more. */
async function hold({ core, clock, holdMs, gone }: PollContext, session: Session): Promise<void> {
  if (gone.aborted) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      stopWaiting();
      clock.clearTimeout(timer);
      gone.removeEventListener('abort', end);
      resolve();
    };
    const stopWaiting = session.waitForEvents(end);
    const timer = clock.setTimeout(end, holdMs);
    gone.addEventListener('abort', end);
  });
  // Also where the line has broken: until then its client was there.
  if (!session.isEnded) core.sessions.polled(session);
}

function refuse(error: CwaError): string {
  return replyDocument({ requestProcessed: 0, replies: [{ kind: 'error', error }] });
}
