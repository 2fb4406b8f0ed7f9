import { expect, it } from 'vitest';
import { FailureError, type FailureCode } from '../../shared/domain/failure';
import type { HttpRequest } from '../uc/http/transport';
import { reachServer } from './reach-server';

/** What each address answers. */
function answering(answers: Readonly<Record<string, number | FailureCode>>) {
  const asked: HttpRequest[] = [];
  return {
    asked,
    async request(request: HttpRequest) {
      asked.push(request);
      const answer = answers[new URL(request.url).origin] ?? 'unreachable';
      if (typeof answer === 'string') throw new FailureError(answer);
      return { status: answer, headers: {}, body: '' };
    },
  };
}

it.each([
  ['one that refuses who has no name', { 'https://im.example.com': 401 }, undefined],
  ['one that is sent elsewhere', { 'https://im.example.com': 'redirected' }, undefined],
  ['the second address of this very computer', { 'http://localhost:8080': 200 }, undefined],
  ['one that is away', {}, 'unreachable'],
  ['one that has a problem', { 'https://im.example.com': 503 }, 'server-error'],
  ['one that is too slow', { 'https://im.example.com': 'timeout' }, 'timeout'],
] as const)('knows %s', async (what, answers, code) => {
  const transport = answering(answers);
  const failure = await reachServer(transport, what.includes('this very') ? 'localhost:8080' : 'im.example.com');
  expect(failure?.code).toBe(code);
});

it('asks without a name, and says nothing of an address that is none', async () => {
  const transport = answering({});
  expect(await reachServer(transport, 'ftp://im.example.com')).toBeUndefined();
  expect(transport.asked).toEqual([]);
  await reachServer(transport, 'im.example.com');
  expect(transport.asked.map(({ body }) => body)).toEqual(['<cwaRequests><logon/></cwaRequests>']);
});
