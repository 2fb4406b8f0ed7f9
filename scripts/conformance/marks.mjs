// How a row names a test: the file is a word, the title follows exactly as Vitest tells it.
const inFile = (file) => (title) => ({ file, title });

// Codec
export const availability = inFile('src/protocol/availability.test.ts');
export const events = inFile('src/protocol/events.test.ts');
export const replies = inFile('src/protocol/replies.test.ts');
export const requests = inFile('src/protocol/requests.test.ts');
export const subEvents = inFile('src/protocol/conference-updates.test.ts');

// Client
export const conferences = inFile('src/main/uc/conversations/conferences.test.ts');
export const createEngine = inFile('src/main/uc/create-engine.test.ts');
export const everyEvent = inFile('src/main/uc/every-event.test.ts');
export const everyRequest = inFile('src/main/uc/every-request.test.ts');
export const failures = inFile('src/main/uc/failures.test.ts');
export const incoming = inFile('src/main/uc/conversations/incoming.test.ts');
export const outgoing = inFile('src/main/uc/conversations/outgoing.test.ts');
export const categories = inFile('src/main/uc/presence/presence-of-categories.test.ts');

// Server
export const calls = inFile('src/server/memory/conferences/calls.test.ts');
export const contacts = inFile('src/server/memory/directory/contacts.test.ts');
export const conversation = inFile('src/server/memory/conferences/conversation.test.ts');
export const focus = inFile('src/server/memory/conferences/focus.test.ts');
export const httpServer = inFile('src/server/front/http/http-server.test.ts');
export const peer = inFile('src/server/memory/conferences/peer.test.ts');
export const presence = inFile('src/server/memory/presence/presence.test.ts');
export const sessions = inFile('src/server/front/sessions/sessions.test.ts');
export const signIn = inFile('src/server/front/sign-in/sign-in.test.ts');

/** In place of a test. */
export const none = (reason) => ({ reason });
