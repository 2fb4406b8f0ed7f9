import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../shared/domain/conversation';
import { emptyModel, type Model } from '../../../shared/domain/model';
import type { Availability } from '../../../shared/domain/person';
import {
  isExpectedBack,
  isFirstWord,
  newsAfterLoss,
  newsCameBack,
  newsHeard,
  newsInSession,
  noNews,
} from './news-of-people';

const [dana, lee, kim] = ['sip:dana@example.com', 'sip:lee@example.com', 'sip:kim@example.com'] as const;
const minuteMs = 60_000;

const withPeople = (people: Readonly<Record<string, Availability>>): Model => ({
  ...emptyModel,
  people: new Map(
    Object.entries(people).map(([uri, availability]) => [
      uri,
      { uri, name: uri, phones: [], presence: { availability } },
    ]),
  ),
});

/** When the new session began. */
const start = 10;

const afterTrouble = (model: Model) =>
  newsInSession(newsAfterLoss(newsInSession(noNews, true, start), model, start), false, start);

describe('news of people', () => {
  it('is no news in the first word of a session', () => {
    const news = afterTrouble(emptyModel);
    const heard = newsHeard(news, new Set([lee]));
    expect([isFirstWord(news, lee), isFirstWord(heard, lee), isFirstWord(heard, kim)]).toEqual([true, false, true]);
    expect(isFirstWord(newsInSession(heard, false, start), lee)).toBe(true);
  });

  it('expects those back who were there, once for an alert, and for two minutes', () => {
    const news = afterTrouble(withPeople({ [lee]: 'busy', [kim]: 'offline', [dana]: 'unknown' }));
    expect([lee, kim, dana].map((uri) => isExpectedBack(news, uri, start))).toEqual([true, false, false]);
    const end = start + 2 * minuteMs;
    expect(isExpectedBack(news, lee, end - 1)).toBe(true);
    expect(isExpectedBack(news, lee, end)).toBe(false);
    expect(isExpectedBack(newsCameBack(news, lee), lee, end - 1)).toBe(false);
  });

  it('expects those back who were talked to, whatever of them may be seen', () => {
    const talk = (id: string, state: Conversation['state'], uri: string, more: { isInvited?: true } = {}) => {
      const participants = [{ uri, name: uri, role: 'attendee', ...more }];
      return [id, { id, state, participants } as unknown as Conversation] as const;
    };
    const asked = 'sip:sam@example.com';
    const conversations = new Map([
      talk('c1', 'connected', lee),
      talk('c2', 'ended', kim),
      talk('c3', 'connected', asked, { isInvited: true }),
    ]);
    const news = afterTrouble({ ...emptyModel, conversations });
    expect([lee, kim, asked].map((uri) => isExpectedBack(news, uri, start))).toEqual([true, false, false]);
  });

  it('goes on expecting them when the new session is lost before they are back', () => {
    const before = afterTrouble(withPeople({ [lee]: 'available' }));
    const news = newsInSession(newsAfterLoss(before, withPeople({ [lee]: 'offline' }), start), false, start);
    expect(isExpectedBack(news, lee, start)).toBe(true);
  });

  it('takes another look once everybody is back', () => {
    const before = newsCameBack(afterTrouble(withPeople({ [lee]: 'available' })), lee);
    const news = newsInSession(newsAfterLoss(before, withPeople({ [kim]: 'available' }), start), false, start);
    expect([lee, kim].map((uri) => isExpectedBack(news, uri, start))).toEqual([false, true]);
  });
});
