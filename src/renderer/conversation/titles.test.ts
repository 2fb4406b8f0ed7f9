import { describe, expect, it } from 'vitest';
import { sampleConversation } from '../../shared/testing/sample-conversation';
import conversationWords from '../../shared/locales/en/conversation';
import { awaited, canInvite, canModerate, canRejoin, offlineWords, windowTitle } from './titles';

const conference = sampleConversation({
  direction: 'incoming',
  participants: [],
  isConference: true,
  focusUri: 'sip:dana@example.com;gruu;opaque=app:conf:focus:id:ABC',
  ownRole: 'presenter',
  locked: true,
});

describe('titles', () => {
  it('name the people, and count what is unread', () => {
    expect(windowTitle(['Lee'], 0, 'en')).toBe('Lee');
    expect(windowTitle(['Lee', 'Kim'], 12, 'en')).toBe('Lee and Kim (12)');
    expect(windowTitle(['Lee', 'Kim', 'Sam'], 0, 'en')).toBe('Lee, Kim, and Sam');
    expect(windowTitle([], 0, 'en')).toBe('Parley');
  });
});

describe('who is awaited', () => {
  const lee = { uri: 'sip:lee@example.com', name: 'Lee Park', role: 'attendee' } as const;
  const kim = { uri: 'sip:kim@example.com', name: 'Kim Cho', role: 'attendee', isInvited: true } as const;
  it('is asked and not there yet, while there is something to come to', () => {
    const participants = [lee, kim];
    expect(awaited({ ...conference, participants })).toEqual([kim]);
    expect(awaited({ ...conference, participants, state: 'ended', end: 'left' })).toEqual([]);
  });
});

describe('what can be done in a conversation', () => {
  it('moderate: presenters of a running conference alone', () => {
    expect(canModerate(conference)).toBe(true);
    expect(canModerate({ ...conference, ownRole: 'attendee' })).toBe(false);
    expect(canModerate({ ...conference, state: 'ended' })).toBe(false);
    expect(canModerate({ ...conference, isConference: false })).toBe(false);
  });
  it('invite: everybody, unless it is locked', () => {
    expect(canInvite({ ...conference, ownRole: 'attendee' })).toBe(false);
    expect(canInvite({ ...conference, ownRole: 'attendee', locked: false })).toBe(true);
    expect(canInvite(conference)).toBe(true);
    expect(canInvite({ ...conference, state: 'inviting' })).toBe(false);
    expect(canInvite({ ...conference, isConference: false, ownRole: 'attendee', locked: false })).toBe(true);
  });
  it('go back: into a conference that was left or lost, not into one that one was sent out of', () => {
    expect(canRejoin({ ...conference, state: 'ended', end: 'left' })).toBe(true);
    expect(canRejoin({ ...conference, state: 'ended', end: 'connection-lost' })).toBe(true);
    expect(canRejoin({ ...conference, state: 'ended', end: 'signed-out' })).toBe(true);
    expect(canRejoin({ ...conference, state: 'ended', end: 'ejected' })).toBe(false);
    expect(canRejoin({ ...conference, state: 'ended', end: 'left', isConference: false })).toBe(false);
    expect(canRejoin(conference)).toBe(false);
    const { focusUri: _, ...nowhere } = conference;
    expect(canRejoin({ ...nowhere, state: 'ended', end: 'left' })).toBe(false);
  });
});

describe('what is said of the lost connection', () => {
  it.each([
    [{}, true, 'waits'],
    [{}, false, 'waitsUnkept'],
    [{ isConference: true }, true, 'conference'],
    [{ isConference: true }, false, 'conferenceUnkept'],
    // Written to, it begins anew.
    [{ state: 'ended', end: 'peer-left' }, true, 'waits'],
    [{ state: 'ended', end: 'ejected', isConference: true }, true, 'over'],
    [{ state: 'ended', end: 'peer-left', isConference: true, participants: [] }, false, 'over'],
    // With the last other it goes on as between two.
    [{ state: 'ended', end: 'peer-left', isConference: true }, true, 'conference'],
  ] as const)('%j, kept: %s', (more, isKept, expected) => {
    expect(offlineWords(sampleConversation(more), isKept)).toBe(expected);
    expect(conversationWords.offline).toHaveProperty(expected);
  });
});
