// Every limit in one place. None of them is documented (protocol.md section 8): each is far above what a person at a client
// needs, and low enough that nobody can make the server hold or do without bounds.

export interface Limits {
  readonly bodyBytes: number;
  /** Of what somebody sends whom nobody knows yet. */
  readonly signInBodyBytes: number;
  readonly headerBytes: number;
  readonly connections: number;
  /** Where proxies are trusted: all connections are theirs. A poll that is held takes one. */
  readonly connectionsBehindProxy: number;
  /** One address leaves room for others. Of one that a proxy speaks for, and that has no ticket, requests under way are counted. */
  readonly connectionsPerAddress: number;
  /** Of one account, under way together: each of its sessions polls and asks for something. */
  readonly requestsAtOnce: number;
  /** From the first byte of a request to its last. */
  readonly requestTimeoutMs: number;
  /** Until the client has taken the whole of an answer. */
  readonly responseTimeoutMs: number;
  readonly requestsInBatch: number;
  /** What a user may ask for at once, and how much of it comes back each second. */
  readonly requestBurst: number;
  readonly requestsPerSecond: number;
  readonly sessionsPerUser: number;
  /** Events that nobody fetches; beyond, the session ends. */
  readonly queuedEvents: number;
  readonly queuedChars: number;
  readonly eventsPerPoll: number;
  readonly charsPerPoll: number;
  /** So much later than told a client may poll, or be back with a new session, and still be taken for there (1.7). */
  readonly graceMs: number;
  /** A client that has not been heard of for so long is gone, whatever its session's time-out. */
  readonly silenceMs: number;
  /** Wrong passwords, by one address; beyond, each waits (`front/sign-in/throttle.ts`), and in the long run no more fit into the window. */
  readonly failedSignInsPerUser: number;
  readonly failedSignInsPerAddress: number;
  readonly signInWindowMs: number;
  readonly signInsPerUser: number;
  readonly contacts: number;
  readonly groups: number;
  /** Of a contact or a group. */
  readonly nameChars: number;
  readonly urisInRequest: number;
  readonly membersInContainer: number;
  readonly membersInAll: number;
  readonly containers: number;
  readonly subscriptions: number;
  readonly publishedChars: number;
  readonly rawCategories: number;
  readonly searchTerms: number;
  readonly searchResults: number;
  readonly conferencesPerSession: number;
  /** Of one user to another, unanswered. */
  readonly invitationsToOne: number;
  readonly subjectChars: number;
  readonly participants: number;
  readonly heldMessages: number;
  /** Of what a session has said that nobody is there to hear yet. */
  readonly waitingChars: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 1_048_576,
  signInBodyBytes: 65_536,
  headerBytes: 16_384,
  connections: 1_024,
  connectionsBehindProxy: 65_536,
  connectionsPerAddress: 768,
  requestsAtOnce: 128,
  requestTimeoutMs: 30_000,
  responseTimeoutMs: 120_000,
  requestsInBatch: 200,
  requestBurst: 2_000,
  requestsPerSecond: 500,
  sessionsPerUser: 16,
  queuedEvents: 20_000,
  queuedChars: 32_000_000,
  eventsPerPoll: 1_000,
  charsPerPoll: 4_000_000,
  // As long as a SIP server of the time waits for an answer to an invitation before it says that there is none.
  graceMs: 32_000,
  silenceMs: 180_000,
  failedSignInsPerUser: 10,
  failedSignInsPerAddress: 50,
  signInWindowMs: 60_000,
  signInsPerUser: 64,
  contacts: 1_000,
  groups: 64,
  nameChars: 1_024,
  urisInRequest: 1_000,
  membersInContainer: 500,
  membersInAll: 1_000,
  containers: 32,
  subscriptions: 2_000,
  publishedChars: 65_536,
  rawCategories: 32,
  searchTerms: 32,
  searchResults: 100,
  conferencesPerSession: 200,
  invitationsToOne: 32,
  subjectChars: 4_096,
  participants: 32,
  heldMessages: 100,
  waitingChars: 4_000_000,
};
