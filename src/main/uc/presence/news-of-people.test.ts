import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../shared/domain/conversation';
import { emptyModel, type Model } from '../../../shared/domain/model';
import type { Availability } from '../../../shared/domain/person';
import { NewsOfPeople } from './news-of-people';

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

/** The clock stands at the moment of the new session. */
function afterTrouble(model: Model) {
  const clock = { now: 10 };
  const news = new NewsOfPeople(() => clock.now);
  news.sessionOpened(true);
  news.sessionLost(model);
  news.sessionOpened(false);
  return { clock, news };
}

describe('news of people', () => {
  it('is no news in the first word of a session', () => {
    const { news } = afterTrouble(emptyModel);
    expect([news.isFirstWord(lee), news.isFirstWord(lee)]).toEqual([true, false]);
    news.sessionOpened(false);
    expect(news.isFirstWord(lee)).toBe(true);
  });

  it('expects those back who were there, once for an alert, and for two minutes', () => {
    const { clock, news } = afterTrouble(withPeople({ [lee]: 'busy', [kim]: 'offline', [dana]: 'unknown' }));
    expect([lee, kim, dana].map((uri) => news.isExpectedBack(uri))).toEqual([true, false, false]);
    clock.now += 2 * minuteMs - 1;
    expect(news.isExpectedBack(lee)).toBe(true);
    clock.now += 1;
    expect(news.isExpectedBack(lee)).toBe(false);
    expect(news.isBackFromTrouble(lee)).toBe(false);
    clock.now -= 1;
    expect([news.isBackFromTrouble(lee), news.isBackFromTrouble(lee)]).toEqual([true, false]);
    expect(news.isExpectedBack(lee)).toBe(false);
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
    const { news } = afterTrouble({ ...emptyModel, conversations });
    expect([lee, kim, asked].map((uri) => news.isExpectedBack(uri))).toEqual([true, false, false]);
  });

  it('goes on expecting them when the new session is lost before they are back', () => {
    const { news } = afterTrouble(withPeople({ [lee]: 'available' }));
    news.sessionLost(withPeople({ [lee]: 'offline' }));
    news.sessionOpened(false);
    expect(news.isExpectedBack(lee)).toBe(true);
  });
});
