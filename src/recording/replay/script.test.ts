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

it('lets a client in at once that had to sign in in several steps then', async () => {
  const ask = { channel: 'sign-in', method: 'POST', path: '/iwa/logon.html', headers: [], body: '<logon/>' } as const;
  const answer = (status: number) => ({ status, headers: [], body: '' });
  const script = new Script({
    entries: [
      { at: 0, n: 1, ask },
      { at: 1, n: 1, answer: answer(401) },
      { at: 2, n: 1, answer: answer(401) },
      { at: 3, n: 1, answer: answer(200) },
      { at: 4, end: true, unknown: 0 },
    ],
    isFast: true,
    now: () => 0,
    setTimeout: () => undefined,
    patienceMs: 1,
    onDue: () => undefined,
    onDifference: () => undefined,
    onEnd: () => undefined,
  });
  expect(await script.arrive({ channel: 'sign-in', path: '/iwa/logon.html', body: '<logon/>' })).toEqual({
    kind: 'answer',
    answer: answer(200),
  });
});
