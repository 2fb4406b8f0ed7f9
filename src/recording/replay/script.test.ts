// A client that finds the server below another path than then does nothing else than was done then.
import { expect, it } from 'vitest';
import { Script, type Difference } from './script';

it('passes over the path that the service lies below', async () => {
  const differences: Difference[] = [];
  const ask = {
    channel: 'sign-in',
    method: 'POST',
    path: '/Abc/forms/logon.html',
    headers: [],
    body: '<logon/>',
  } as const;
  const answer = { status: 200, headers: [], body: '' };
  const script = new Script({
    entries: [
      { at: 0, n: 1, ask },
      { at: 1, n: 1, answer },
      { at: 2, end: true, unknown: 0 },
    ],
    isFast: true,
    now: () => 0,
    setTimeout: () => undefined,
    patienceMs: 1,
    onDue: () => undefined,
    onDifference: (difference) => differences.push(difference),
    onEnd: () => undefined,
  });
  expect(await script.arrive({ channel: 'sign-in', path: '/forms/logon.html', body: '<logon/>' })).toMatchObject({
    kind: 'answer',
  });
  expect(differences).toEqual([]);
});
