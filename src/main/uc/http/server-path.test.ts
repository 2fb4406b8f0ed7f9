import { expect, it } from 'vitest';
import { basePathOf } from './server-path';

it.each(['//.a/../cwa', '/ocs/./cwa', '//.a/%2E%2e/cwa', '/.%2e/cwa'])(
  'is none where something of it would lead elsewhere: %s',
  (pathname) => expect(basePathOf(pathname)).toBeUndefined(),
);

it.each([
  ['/.ocs/cwa', '/.ocs'],
  ['/ocs../...', '/ocs../...'],
])('may have dots in its names: %s', (pathname, base) => expect(basePathOf(pathname)).toBe(base));
