import { describe, expect, it } from 'vitest';
import type { UcEngine } from '../main/uc/engine';
import type { Change } from '../shared/domain/model';
import type { ConnectOptions } from './connect-options';
import { SignInLoop } from './sign-in-loop';

describe('the sign-in loop', () => {
  it('takes a question that nobody is there to answer for the end of the session', () => {
    const loop = new SignInLoop({} as UcEngine, {} as ConnectOptions, 'secret', () => undefined);
    const failure = { code: 'wrong-password' } as const;
    const lost = { kind: 'reconnecting', failure, attempt: 1, retryAt: 0 } as const;
    const changes: readonly Change[] = [
      { kind: 'connection', connection: lost },
      { kind: 'connection', connection: { ...lost, asks: 'password' } },
    ];
    expect(loop.filter(changes)).toEqual([
      { kind: 'connection', connection: lost },
      { kind: 'connection', connection: { kind: 'signed-out', failure } },
    ]);
  });
});
