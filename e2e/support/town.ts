// An embedded server in the test's own process, and people in it without a client: they write, ring and leave when the test says so.
import { publishedAvailability } from '../../src/protocol/availability';
import { calendarDataXml, type CalendarData } from '../../src/protocol/presence/calendar-data';
import type { ConferenceAction } from '../../src/protocol/conference-actions';
import type { ConferenceUpdate } from '../../src/protocol/conference-updates';
import type { LocalUser } from '../../src/server/front/local-client';
import type { LocalPort } from '../../src/server/local-port';
import type { ServerOptions } from '../../src/server/options';
import type { PersonRecord } from '../../src/server/memory/directory/person-record';
import { userStateInstance } from '../../src/server/people/publications';
import { startServer, type RunningServer } from '../../src/server/server';

export interface Town {
  readonly url: string;
  /** `isDeaf`: leaves invitations unanswered until `accept`. */
  arrive(person: PersonRecord, isDeaf?: boolean): Resident;
  /** The telephone of `to` rings; hands back how to hang up. */
  ring(from: PersonRecord, to: PersonRecord, subject: string): () => void;
  stop(): Promise<void>;
}

/** `polls`: how it treats them, in place of answering at once. */
export async function startTown(
  people: readonly PersonRecord[],
  polls: Pick<ServerOptions, 'holdMs' | 'pollWaitMs'> = {},
): Promise<Town> {
  let port: LocalPort | undefined;
  const server: RunningServer = await startServer(
    { people, pollWaitMs: 50, autoAcceptMs: 'off', ...polls },
    {
      attach(given) {
        port = given;
        return () => undefined;
      },
    },
  );
  const way = (): LocalPort => {
    if (!port) throw new Error('the server does not live');
    return port;
  };
  return {
    url: server.url,
    arrive: (person, isDeaf) => new Resident(way().signIn(person.uri), isDeaf),
    ring(from, to, subject) {
      const offer = {
        uri: from.uri,
        displayName: from.name,
        subject,
        redirectable: true,
        canReplyWithIM: true,
        isConference: false,
      };
      const call = way().ring(to.uri, offer);
      if (!call) throw new Error('nobody is there');
      return () => call.hangUp();
    },
    stop: () => server.stop(),
  };
}

/** Accepts every invitation, and writes into the conversation that was begun last. */
export class Resident {
  readonly heard: string[] = [];
  /** What the server says that did not work, in its own words. */
  readonly failures: string[] = [];
  private confId = 0;
  /** Somebody waits for an answer. */
  isInvited = false;
  private readonly connected = new Set<number>();

  constructor(
    private readonly user: LocalUser,
    private readonly isDeaf = false,
  ) {
    user.onEvent((event) => {
      if (event.kind === 'requestFailed') this.failures.push(event.error.detail ?? event.error.reason ?? '');
      if (event.kind !== 'conference') return;
      for (const update of event.updates) this.hear(event.confId, update);
    });
  }

  /** Begins a conversation, with several a conference. */
  invite(to: PersonRecord | readonly PersonRecord[], text: string, subject = ''): void {
    const reply = this.user.submit({
      kind: 'conference',
      confId: 0,
      action: {
        kind: 'initiateImSession',
        uris: [to].flat().map(({ uri }) => uri),
        ...(subject && { subject }),
        message: { content: text },
      },
    });
    if (reply.kind === 'requestAccepted' && reply.confId !== undefined) this.confId = reply.confId;
  }

  get isConnected(): boolean {
    return this.connected.has(this.confId);
  }

  /** The invitation that came last. */
  accept(): void {
    this.act({ kind: 'acceptImSession' });
  }

  say(text: string): void {
    this.act({ kind: 'sendMessage', message: { content: text } });
  }

  /** Asks somebody into what was begun last. */
  ask(person: PersonRecord): void {
    this.act({ kind: 'inviteParticipants', uris: [person.uri] });
  }

  leave(): void {
    this.act({ kind: 'terminateImSession' });
  }

  /** Sets their presence by hand. */
  show(availability: keyof typeof publishedAvailability): void {
    this.user.submit({
      kind: 'publishSelfPresence',
      categories: [
        {
          name: 'state',
          instanceMask: userStateInstance,
          payload: {
            kind: 'state',
            type: 'userState',
            manual: true,
            availability: publishedAvailability[availability],
            activities: [],
          },
        },
      ],
    });
  }

  /** Their note, and when they are free. */
  publish(note: string, calendar?: CalendarData): void {
    const { hours, slots } = calendarDataXml(calendar ?? {});
    const calendarData = [hours, slots].flatMap((xml, instanceMask) =>
      xml === undefined
        ? []
        : [{ name: 'calendarData', instanceMask, payload: { kind: 'calendarData', xml } } as const],
    );
    this.user.submit({
      kind: 'publishSelfPresence',
      categories: [
        { name: 'note', instanceMask: 0, payload: { kind: 'note', bodies: [{ type: 'personal', text: note }] } },
        ...calendarData,
      ],
    });
  }

  /** Puts somebody on their list. */
  befriend({ uri, name }: PersonRecord): void {
    this.user.submit({ kind: 'addContact', contact: { uri, name, subscribed: true, tag: false } });
  }

  /** Takes somebody off their list. */
  drop({ uri }: PersonRecord): void {
    this.user.submit({ kind: 'deleteContact', uri });
  }

  /** Shows somebody as much as a level does (protocol.md 5.3). */
  confideIn({ uri }: PersonRecord, level: 100 | 200 | 300 | 400 | 32000): void {
    this.user.submit({
      kind: 'updateContainer',
      id: level,
      addMembers: [{ type: 'uri', value: uri }],
      deleteMembers: [],
    });
  }

  goAway(): void {
    this.user.signOut();
  }

  private act(action: ConferenceAction): void {
    this.user.submit({ kind: 'conference', confId: this.confId, action });
  }

  private hear(confId: number, update: ConferenceUpdate): void {
    if (update.kind === 'imSessionReceived') {
      this.confId = confId;
      this.isInvited = true;
      if (update.message?.content) this.heard.push(update.message.content);
      if (!this.isDeaf) this.accept();
    } else if (update.kind === 'messageReceived') this.heard.push(update.message.content);
    else if (update.kind === 'imSessionState') {
      if (update.state === 'connected' || update.state === 'terminated') this.isInvited = false;
      if (update.state === 'connected') this.connected.add(confId);
      if (update.state === 'terminated') this.connected.delete(confId);
    }
  }
}
