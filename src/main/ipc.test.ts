import { describe, expect, it } from 'vitest';
import { FailureError } from '../shared/domain/failure';
import { entryText } from '../shared/log';
import { methods, type Answer, type MethodName } from '../shared/ipc/contract';
import { bindMethods, type MethodContext, type MethodHandlers, type InvokeEvent } from './ipc';

const ownEvent: InvokeEvent = {
  sender: { id: 7 },
  senderFrame: { url: 'app://parley/index.html#/main', parent: null },
};

function bind(handlers: Partial<MethodHandlers> = {}) {
  const listeners = new Map<string, (event: InvokeEvent, ...args: unknown[]) => Promise<unknown>>();
  const logged: string[] = [];
  const unbind = bindMethods({
    ipc: {
      handle: (channel, listener) => void listeners.set(channel, listener),
      removeHandler: (channel) => void listeners.delete(channel),
    },
    methods,
    handlers: handlers as MethodHandlers,
    isOwnPage: (url) => url.startsWith('app://parley/'),
    log: (what: string, facts?: object) => void logged.push(entryText(what, facts)),
  });
  const invoke = async (name: MethodName, event: InvokeEvent, ...args: unknown[]): Promise<Answer<unknown>> =>
    (await listeners.get(name)!(event, ...args)) as Answer<unknown>;
  return { listeners, logged, unbind, invoke };
}

describe('bindMethods', () => {
  it('listens for every call that it is given, and for none after it was ended', () => {
    const { listeners, unbind } = bind();
    expect([...listeners.keys()].sort()).toEqual(Object.keys(methods).sort());
    unbind();
    expect(listeners.size).toBe(0);
  });

  it('hands the parsed input and the sender to the handler, and its result back', async () => {
    const seen: unknown[] = [];
    const { invoke } = bind({
      'presence:query': (uris, context: MethodContext) => void seen.push(uris, context),
      'group:add': async () => 12,
    });
    expect(await invoke('presence:query', ownEvent, [' SIP:Dana@Example.com '])).toEqual({
      ok: true,
      value: undefined,
    });
    expect(seen).toEqual([['sip:dana@example.com'], { senderId: 7 }]);
    expect(await invoke('group:add', ownEvent, 'Suppliers')).toEqual({ ok: true, value: 12 });
  });

  it.each<[string, InvokeEvent]>([
    ['a page of another origin', { ...ownEvent, senderFrame: { url: 'https://example.com/', parent: null } }],
    ['a frame inside a page', { ...ownEvent, senderFrame: { url: 'app://parley/index.html', parent: {} } }],
    ['a frame that is gone', { ...ownEvent, senderFrame: null }],
  ])('refuses %s before it looks at the input', async (_, event) => {
    const { invoke, logged } = bind({ 'session:sign-out': () => expect.unreachable() });
    expect(await invoke('session:sign-out', event)).toEqual({ ok: false, failure: { code: 'not-allowed' } });
    expect(logged).toHaveLength(1);
  });

  it('refuses input that breaks the schema, names the places and never the values', async () => {
    const { invoke, logged } = bind({ 'session:sign-in': () => expect.unreachable() });
    const answer = await invoke('session:sign-in', ownEvent, {
      server: 'ocs.example.com',
      method: 'guess',
      password: { secret: 'hunter2' },
      remember: true,
      isPublicComputer: false,
      availability: 'available',
    });
    expect(answer).toEqual({ ok: false, failure: { code: 'bad-request', detail: 'method, password' } });
    expect(logged.join('\n')).not.toContain('hunter2');
  });

  it('refuses more than one argument', async () => {
    const { invoke } = bind({ 'session:retry-now': () => expect.unreachable() });
    expect(await invoke('session:retry-now', ownEvent, undefined, 'more')).toMatchObject({
      failure: { code: 'bad-request' },
    });
  });

  it('answers an expected failure with its code, detail and certificate', async () => {
    const certificate = { subject: 'ocs.example.com' } as never;
    const { invoke, logged } = bind({
      'session:sign-out': () => Promise.reject(new FailureError('certificate', 'self-signed', { certificate })),
      'session:cancel': () => {
        throw new FailureError('cancelled');
      },
    });
    expect(await invoke('session:sign-out', ownEvent)).toEqual({
      ok: false,
      failure: { code: 'certificate', detail: 'self-signed', certificate },
    });
    expect(await invoke('session:cancel', ownEvent)).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(logged).toEqual([]);
  });

  it('logs a defect and tells the window no more than that there is one', async () => {
    const { invoke, logged } = bind({ 'session:sign-out': () => Promise.reject(new TypeError('x is undefined')) });
    expect(await invoke('session:sign-out', ownEvent)).toEqual({ ok: false, failure: { code: 'internal' } });
    expect(logged).toEqual([
      expect.stringMatching(/^method failed method=session:sign-out TypeError at ipc\.test\.ts:/u),
    ]);
  });
});
