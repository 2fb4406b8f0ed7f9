import { expect, it } from 'vitest';
import { resembledKey } from './resembled-key';

it.each([
  ['Server.Address', 'server.address'],
  ['history.keepdays', 'history.keepDays'],
  ['server.adress', 'server.address'],
  ['server.addresss', 'server.address'],
  ['xserver.address', 'server.address'],
  ['server-address', 'server.address'],
  ['serverAddress', 'server.address'],
  ['langauge', 'language'],
  ['languag', 'language'],
])('takes %j for %j', (written, meant) => expect(resembledKey(written)).toBe(meant));

it.each([
  'colour',
  'im.hospital.example',
  'server.address.example',
  'serveraddres',
  'language.en',
  'lang',
  '',
  '__proto__',
])('takes %j for none', (written) => expect(resembledKey(written)).toBeUndefined());
