// Commands that a server leaves without an answer, with the command line as a real process.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ScriptedService } from '../main/uc/testing/scripted-service';
import type { CwaRequest } from '../protocol/requests';
import { startCli, type CliProcess } from './testing/process';

const kim = 'sip:kim@example.com';

let service: ScriptedService;
let dana: CliProcess;

beforeEach(async () => {
  service = await new ScriptedService().start();
  // A search is taken, and nothing is heard of it but that it went well.
  service.onRequest = (request) => service.succeed(request);
  dana = startCli(['connect', '--server', service.url, '--user', 'EXAMPLE\\dana'], {
    PARLEY_PASSWORD: service.password,
  });
  await dana.until({ event: 'connection', state: 'online' });
});

afterEach(async () => {
  dana.kill('SIGTERM');
  await dana.ended;
  await service.stop();
});

const searches = (): readonly Extract<CwaRequest, { kind: 'search' }>[] =>
  service.requests().filter((request) => request.kind === 'search');
const answer = (term: string): void => {
  const { rid } = searches().find(({ displayName }) => displayName.includes(term))!;
  service.push({ kind: 'searchResult', rid, moreAvailable: false, users: [{ uri: kim, displayName: term }] });
};
/** What has ended, in the order in which it did. */
const endings = (): unknown[] =>
  dana.events.filter(({ event }) => event === 'done' || event === 'failed').map(({ id }) => id);

describe('a search that is not answered', () => {
  it('holds nothing else up, another search neither, and its result is told with its end', async () => {
    dana.say({ do: 'search', id: 1, text: 'first' });
    dana.say({ do: 'search', id: 2, text: 'second' });
    dana.say({ do: 'presence', id: 3, availability: 'away' });
    dana.say({ do: 'note', id: 4, text: 'Out' });
    dana.say({ do: 'query', id: 5, uris: [kim] });
    dana.say({ do: 'start', id: 6, to: [kim], text: 'Hi' });
    dana.say({ do: 'sing', id: 7 });
    await Promise.all([3, 4, 5, 6].map((id) => dana.until({ event: 'done', id })));
    await dana.until({ event: 'failed', id: 7 });
    expect(endings()).not.toContain(1);
    expect(endings()).not.toContain(2);
    // In one answer to a poll, the later search first.
    answer('second');
    answer('first');
    await Promise.all([1, 2].map((id) => dana.until({ event: 'done', id })));
    const at = dana.events.findIndex(({ event }) => event === 'search');
    expect(dana.events.slice(at, at + 4)).toMatchObject([
      { event: 'search', results: [{ name: 'second' }] },
      { event: 'done', id: 2 },
      { event: 'search', results: [{ name: 'first' }] },
      { event: 'done', id: 1 },
    ]);
  });

  it('ends as a failure and not as an empty list, and the end of the input waits for it', async () => {
    dana.say({ do: 'search', id: 1, text: 'first' });
    dana.endInput();
    expect(await dana.until({ event: 'failed', id: 1 })).toMatchObject({ code: 'timeout' });
    expect(dana.events.filter(({ event }) => event === 'search')).toEqual([]);
    expect(await dana.ended).toBe(0);
    expect(service.requests().at(-1)?.kind).toBe('terminateSession');
  });

  it.each(['quit', 'sign-out'])('is waited for by %s, which comes last', async (name) => {
    dana.say({ do: 'search', id: 1, text: 'first' });
    dana.say({ do: 'presence', id: 2, availability: 'away' });
    dana.say({ do: name, id: 3 });
    dana.say({ do: 'presence', id: 4, availability: 'busy' });
    await dana.until({ event: 'done', id: 2 });
    answer('first');
    expect(await dana.ended).toBe(0);
    expect(endings()).toEqual([2, 1, 3]);
  });
});

describe('commands that build upon each other', () => {
  it('follow each other: messages of a conversation, and the contact list', async () => {
    service.onRequest = (request) => {
      const reply = service.succeed(request);
      if (request.kind === 'addGroup') {
        const group = { id: 5, name: request.name, externalUri: '' };
        service.push({ kind: 'contactGroup', fullList: false, groups: [{ action: 'added', group }], contacts: [] });
      }
      if (request.kind === 'addContact') {
        const { contact } = request;
        service.push({ kind: 'contactGroup', fullList: false, groups: [], contacts: [{ action: 'added', contact }] });
      }
      if (request.kind !== 'conference' || request.action.kind !== 'initiateImSession') return reply;
      service.push(
        {
          kind: 'conference',
          confId: 3,
          updates: [{ kind: 'initiateImSessionAccepted', rid: request.rid, confId: 3 }],
        },
        { kind: 'conference', confId: 3, updates: [{ kind: 'imSessionState', state: 'connected' }] },
      );
      return { kind: 'requestAccepted', rid: request.rid, confId: 3 };
    };
    dana.say({ do: 'search', id: 'held up', text: 'first' });
    dana.say({ do: 'add-group', id: 1, name: 'Night shift' });
    dana.say({ do: 'add-contact', id: 2, uri: kim, groups: ['Night shift'] });
    dana.say({ do: 'start', id: 3, to: [kim], text: '0' });
    const texts = Array.from({ length: 20 }, (_, n) => String(n + 1));
    for (const text of texts) dana.say({ do: 'send', conversation: 'c1', text });
    await dana.until({ event: 'done', id: 2 });
    const { conversation } = await dana.until({ event: 'done', id: 3 });
    expect(conversation).toBe('c1');
    dana.say({ do: 'send', id: 4, conversation, text: 'last' });
    const { message } = await dana.until({ event: 'done', id: 4 });
    await dana.until({ event: 'delivery', message, state: 'sent' });
    const sent = service
      .requests()
      .flatMap((request) =>
        request.kind === 'conference' && request.action.kind === 'sendMessage' ? [request.action.message.content] : [],
      );
    expect(sent).toEqual([...texts, 'last']);
    expect(dana.events.filter(({ event }) => event === 'failed')).toEqual([]);
  });
});
