import { describe, expect, it } from 'vitest';
import { parseView } from './views';

describe('parseView', () => {
  it.each(['', '#', '#/', '#/main', '#/conversation/', '#/conversation/a b', '#/elsewhere?to=sip:a@x'])(
    'shows the main view for %j',
    (hash) => expect(parseView(hash)).toEqual({ kind: 'main' }),
  );

  it('reads the conversation out of the path', () => {
    expect(parseView('#/conversation/c12')).toEqual({ kind: 'conversation', conversationId: 'c12' });
  });

  it('reads people to invite, escaped or not', () => {
    const to = ['sip:ann@example.com', 'sip:b+b@example.com'];
    expect(parseView(`#/invitation?to=${to.map(encodeURIComponent).join(',')}`)).toEqual({ kind: 'invitation', to });
    expect(parseView(`#/invitation?to=${encodeURIComponent(to.join(','))}`)).toEqual({ kind: 'invitation', to });
    expect(parseView('#/invitation?to=sip:ann@example.com,nonsense')).toEqual({
      kind: 'invitation',
      to: ['sip:ann@example.com'],
    });
  });

  it('opens the connection test', () => {
    expect(parseView('#/diagnostics')).toEqual({ kind: 'diagnostics' });
  });

  it('opens what there is to say about Parley', () => {
    expect(parseView('#/about')).toEqual({ kind: 'about' });
    expect(parseView('#/settings')).toEqual({ kind: 'settings', section: undefined });
    expect(parseView('#/settings/history')).toEqual({ kind: 'settings', section: 'history' });
    expect(parseView('#/settings/../history')).toEqual({ kind: 'settings', section: undefined });
  });

  it('opens the history', () => {
    expect(parseView('#/history')).toEqual({ kind: 'history', words: '', person: '' });
    const asked = new URLSearchParams({ words: 'crane & line', person: 'sip:a@example.com' });
    expect(parseView(`#/history?${asked}`)).toEqual({
      kind: 'history',
      words: 'crane & line',
      person: 'sip:a@example.com',
    });
  });

  it('opens an invitation to nobody yet', () => {
    expect(parseView('#/invitation')).toEqual({ kind: 'invitation', to: [] });
  });
});
