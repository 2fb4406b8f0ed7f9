import { expect, it } from 'vitest';
import { howToCompare } from './same-values';

const schemas = 'http://schemas.microsoft.com';

it.each([
  ['cwaEvents/conference/imSessionState', 'joined', 'connected'],
  ['cwaEvents/conference/participant/@role', 'member', 'attendee'],
  ['cwaEvents/contactGroupChanged/group/@action', 'xqqed', 'added'],
  ['cwaEvents/selfPresence/cwaCategory/@name', 'svcs', 'services'],
  ['cwaEvents/selfPresence/cwaCategory/state/@xsi:type', 'summaryState', 'aggregateState'],
  ['cwaEvents/configuration/search/@defaultFields', 'title', '12'],
  ['cwaEvents/configuration/enableAppearOffline', 'enabled', 'true'],
  ['cwaEvents/c:configuration/c:enableAppearOffline', 'enabled', 'true'],
  ['cwaEvents/configuration/enableAppearOffline', '', 'true'],
  [
    'cwaEvents/selfPresence/contactCard/@xmlns',
    `${schemas}/2007/sip/contactcard`,
    `${schemas}/2006/09/sip/contactcard`,
  ],
  ['cwaEvents/selfPresence/cwaCategory/state/@xmlns:xsi', 'urn:x', 'http://www.w3.org/2001/XMLSchema-instance'],
])('tells a word that nobody knows from one of the protocol: %s', (path, one, other) => {
  expect(howToCompare.isSame(path, one, other)).toBe(false);
  expect(howToCompare.isSame(path, other, one)).toBe(false);
  expect(howToCompare.isSame(path, one, one)).toBe(true);
});

it.each([
  ['cwaEvents/contactGroup/group/@name', 'Team', 'true'],
  ['cwaResponses/searchResult/user/@state', 'Utah', 'none'],
  ['cwaEvents/userPresence/user/cwaCategory/note/body', 'none', 'Out at lunch'],
  ['cwaEvents/selfRawCategories/rawCategory/x/@xmlns', 'urn:a', 'urn:b'],
  ['cwaEvents/@sid', '4711', '99'],
])('compares no words of people, and no drawn numbers: %s', (path, one, other) => {
  expect(howToCompare.isSame(path, one, other)).toBe(true);
});
