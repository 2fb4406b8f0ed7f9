import { describe, expect, it } from 'vitest';
import { refuseVariables } from './refused-variables';

function start(env: Record<string, string | undefined>, isPackaged = true) {
  const warned: string[] = [];
  let trouble: unknown;
  try {
    refuseVariables({ isPackaged, env, warn: (name) => void warned.push(name) });
  } catch (error) {
    trouble = error;
  }
  return { trouble, env, warned };
}

describe('the installed program', () => {
  it('takes SSLKEYLOGFILE out of its environment, and says so', () => {
    expect(start({ SSLKEYLOGFILE: '/tmp/keys', HOME: '/home/dana' })).toEqual({
      trouble: undefined,
      env: { HOME: '/home/dana' },
      warned: ['SSLKEYLOGFILE'],
    });
  });

  it.each(['NODE_DEBUG', 'NODE_DEBUG_NATIVE'])('is not started with %s', (name) => {
    expect(start({ [name]: 'http' }).trouble).toMatchObject({ kind: 'variable-refused', path: name });
  });

  it('takes out the keys also where it does not start', () => {
    const { trouble, env } = start({ NODE_DEBUG: 'tls', SSLKEYLOGFILE: '/tmp/keys' });
    expect(trouble).toBeDefined();
    expect(env).toEqual({ NODE_DEBUG: 'tls' });
  });

  it.each([{}, { NODE_DEBUG: '' }, { HTTPS_PROXY: 'http://proxy.example.com:8080' }])('is started with %j', (env) => {
    expect(start(env)).toMatchObject({ trouble: undefined, warned: [] });
  });
});

it('whoever develops Parley starts it with all of them', () => {
  const env = { NODE_DEBUG: 'http', SSLKEYLOGFILE: '/tmp/keys' };
  expect(start({ ...env }, false)).toEqual({ trouble: undefined, env, warned: [] });
});
