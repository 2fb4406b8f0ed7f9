import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../shared/domain/failure';
import mainWindow from '../../shared/locales/en/main-window';
import failures from '../../shared/locales/en/failures';
import { lostBecause } from './connection-words';

describe('lostBecause', () => {
  const sentence = (key: string): string | undefined => {
    const [scope, ...rest] = key.split('.');
    const words: Record<string, unknown> = scope === 'failures' ? failures : mainWindow.connection;
    const found = words[scope === 'failures' ? rest.join('.') : (rest[1] ?? '')];
    return typeof found === 'string' ? found : undefined;
  };

  it('has a sentence for every failure', () => {
    for (const code of failureCodes) expect(sentence(lostBecause({ code })), code).toMatch(/\.$/);
  });

  it('sends nobody who is signed in to check an address or to sign in', () => {
    for (const code of ['unknown-host', 'not-a-server', 'redirected', 'bad-request', 'not-signed-in'] as const) {
      expect(sentence(lostBecause({ code })), code).not.toMatch(/spelled|address|change your password|Sign in/);
    }
  });
});
