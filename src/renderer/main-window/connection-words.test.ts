import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../shared/domain/failure';
import mainWindow from '../../shared/locales/en/main-window';
import failures from '../../shared/locales/en/failures';
import { lostBecause } from './connection-words';

describe('lostBecause', () => {
  const sentence = (key: string): string | undefined => {
    const [scope, ...rest] = key.split('.');
    const path = scope === 'failures' ? [rest.join('.')] : rest.slice(1);
    const words: unknown = scope === 'failures' ? failures : mainWindow.connection;
    const found = path.reduce((at, name) => (at as Record<string, unknown>)[name], words);
    return typeof found === 'string' ? found : undefined;
  };

  it('has a sentence for every failure', () => {
    for (const code of failureCodes) expect(sentence(lostBecause({ code })), code).toMatch(/\.$/);
  });

  it('tells nobody to try again: Parley does', () => {
    const passing = [
      'unreachable',
      'unknown-host',
      'timeout',
      'tls',
      'server-error',
      'captive-portal',
      'stale-answers',
    ] as const;
    for (const code of passing) expect(sentence(lostBecause({ code })), code).not.toMatch(/try again/i);
    expect(sentence(lostBecause({ code: 'unreachable', stoppedAt: 'proxy' }))).toMatch(/proxy(?!.*try again)/i);
  });

  it('sends nobody who is signed in to check an address or to sign in', () => {
    for (const code of ['unknown-host', 'not-a-server', 'redirected', 'bad-request', 'not-signed-in'] as const) {
      expect(sentence(lostBecause({ code })), code).not.toMatch(/spelled|address|change your password|Sign in/);
    }
  });
});
