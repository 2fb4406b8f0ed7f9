import { describe, expect, it } from 'vitest';
import type { UcEngine } from '../main/uc/engine';
import { applyChanges } from '../shared/domain/apply-changes';
import { emptyModel } from '../shared/domain/model';
import { readCommand } from './commands';
import { EventMapper } from './events';
import type { CliEvent } from './json-output';

const model = applyChanges(emptyModel, [
  { kind: 'group', group: { id: 1, name: '~', isDefault: true, isDistribution: false } },
  { kind: 'group', group: { id: 4, name: 'suppliers', isDefault: false, isDistribution: false } },
  { kind: 'group', group: { id: 5, name: 'Suppliers', isDefault: false, isDistribution: false } },
]);

/** An engine that writes down what it is asked; what it does is tested elsewhere. */
function recorder(answers: Readonly<Record<string, unknown>> = {}) {
  const asked: unknown[][] = [];
  const own: Readonly<Record<string, unknown>> = {
    snapshot: () => ({ seq: 1, model }),
    onChanges: () => () => undefined,
  };
  const engine = new Proxy({} as UcEngine, {
    get: (_, name: string) =>
      own[name] ??
      (async (...args: unknown[]) => {
        asked.push([name, ...args]);
        return answers[name];
      }),
  });
  return { asked, engine };
}

async function run(line: object, answers?: Readonly<Record<string, unknown>>) {
  const { asked, engine } = recorder(answers);
  const written: CliEvent[] = [];
  const command = readCommand(JSON.stringify(line));
  if (command.kind !== 'run') throw new Error(command.reason);
  const end = async (): Promise<void> => void asked.push(['end']);
  const result = await command.run({ engine, events: new EventMapper(), write: (event) => written.push(event), end });
  return { asked, result, written, id: command.id, ends: command.ends };
}

const text = '  0012 ]]> &lt;\r\n🎉 ';
const uris = ['sip:lee@example.com'];

describe('commands', () => {
  it.each<[object, unknown[]]>([
    [
      { do: 'start', to: uris, subject: 'Slot', text },
      ['startConversation', { to: uris, subject: 'Slot', body: { text } }],
    ],
    [{ do: 'start', to: uris, text }, ['startConversation', { to: uris, subject: '', body: { text } }]],
    [
      { do: 'send', conversation: 'c1', text, style: { font: 'Verdana', bold: true, color: '#0000C0' } },
      [
        'sendMessage',
        'c1',
        {
          text,
          style: { font: 'Verdana', bold: true, italic: false, underline: false, strike: false, color: '#0000c0' },
        },
        undefined,
      ],
    ],
    [{ do: 'send', conversation: 'c1', subject: 'Slot', text }, ['sendMessage', 'c1', { text }, 'Slot']],
    [{ do: 'retry', conversation: 'c1', message: 'm4' }, ['run', { kind: 'retry', id: 'c1', messageId: 'm4' }]],
    [{ do: 'accept', conversation: 'c1' }, ['run', { kind: 'accept', id: 'c1' }]],
    [{ do: 'decline', conversation: 'c1' }, ['run', { kind: 'decline', id: 'c1' }]],
    [{ do: 'leave', conversation: 'c1' }, ['run', { kind: 'leave', id: 'c1' }]],
    [{ do: 'rejoin', conversation: 'c1' }, ['run', { kind: 'rejoin', id: 'c1' }]],
    [{ do: 'invite', conversation: 'c1', to: uris }, ['run', { kind: 'invite', id: 'c1', uris }]],
    [{ do: 'eject', conversation: 'c1', uri: uris[0] }, ['run', { kind: 'eject', id: 'c1', uri: uris[0] }]],
    [{ do: 'promote', conversation: 'c1', uri: uris[0] }, ['run', { kind: 'promote', id: 'c1', uri: uris[0] }]],
    [{ do: 'lock', conversation: 'c1', locked: true }, ['run', { kind: 'lock', id: 'c1', locked: true }]],
    [{ do: 'presence', availability: 'do-not-disturb' }, ['setAvailability', 'do-not-disturb']],
    [{ do: 'presence', availability: 'automatic' }, ['setAvailability', 'automatic']],
    [{ do: 'activity', activity: 'idle' }, ['setMachineActivity', 'idle']],
    [{ do: 'note', text: '' }, ['setNote', '']],
    [{ do: 'subscribe', uris }, ['subscribePresence', uris]],
    [{ do: 'unsubscribe', uris }, ['unsubscribePresence', uris]],
    [{ do: 'acknowledge', uris }, ['acknowledgeSubscribers', uris]],
    [
      { do: 'add-contact', uri: uris[0], name: 'Lee', groups: ['Suppliers'] },
      ['addContact', { uri: uris[0], name: 'Lee', groupIds: [5] }],
    ],
    [{ do: 'add-contact', uri: uris[0] }, ['addContact', { uri: uris[0], name: '', groupIds: [] }]],
    [{ do: 'update-contact', uri: uris[0], tag: true }, ['updateContact', { uri: uris[0], tag: true }]],
    [
      { do: 'update-contact', uri: uris[0], name: '', groups: [] },
      ['updateContact', { uri: uris[0], name: '', groupIds: [] }],
    ],
    [{ do: 'remove-contact', uri: uris[0] }, ['removeContact', uris[0]]],
    [{ do: 'add-group', name: 'Night' }, ['addGroup', 'Night']],
    [{ do: 'rename-group', name: 'suppliers', to: 'Day' }, ['renameGroup', 4, 'Day']],
    [{ do: 'rename-group', name: 'SUPPLIERS', to: 'Day' }, ['renameGroup', 4, 'Day']],
    [{ do: 'remove-group', name: 'Suppliers' }, ['removeGroup', 5]],
    [{ do: 'access', uri: uris[0], level: 'blocked' }, ['setAccessLevel', uris[0], 'blocked']],
    [{ do: 'access', uri: uris[0], level: 'none' }, ['setAccessLevel', uris[0], null]],
    [
      { do: 'access-kind', kind: 'domain', value: 'example.org', level: 'public' },
      ['setAccess', { type: 'domain', value: 'example.org' }, 'public'],
    ],
    [{ do: 'access-kind', kind: 'everyone', level: 'none' }, ['setAccess', { type: 'everyone' }, null]],
    [
      { do: 'call', conversation: 'c9', action: 'redirect', to: 'tel:+15551234' },
      ['answerCall', 'c9', 'redirect', 'tel:+15551234'],
    ],
    [{ do: 'call', conversation: 'c9', action: 'busy' }, ['answerCall', 'c9', 'busy', undefined]],
    [
      { do: 'info', conversation: 'c1', contentType: 'text/plain', text },
      ['run', { kind: 'info', id: 'c1', contentType: 'text/plain', text }],
    ],
    [
      { do: 'publish-raw', name: 'x', namespace: 'urn:x', xml: '<x/>' },
      ['publishRaw', { name: 'x', namespace: 'urn:x', xml: '<x/>' }],
    ],
  ])('%j asks the engine for what it says', async (line, expected) => {
    const startAnswer = { conversationId: 'c1', messageId: 'm1' };
    const answers = { startConversation: startAnswer, sendMessage: { messageId: 'm2' } };
    expect((await run(line, answers)).asked).toEqual([expected]);
  });

  it('tells the ids of what was started and sent', async () => {
    const started = { startConversation: { conversationId: 'c1', messageId: 'm1' } };
    expect((await run({ do: 'start', to: uris, text }, started)).result).toEqual({ conversation: 'c1', message: 'm1' });
    const sent = { sendMessage: { messageId: 'm2' } };
    expect((await run({ do: 'send', conversation: 'c1', text }, sent)).result).toEqual({ message: 'm2' });
  });
  it('tells what a search found before it is done', async () => {
    const { written } = await run({ do: 'search', text: 'lee' }, { searchDirectory: { hits: [], more: false } });
    expect(written).toEqual([{ event: 'search', results: [], more: false }]);
  });
  it('tells something of everybody that a query names', async () => {
    const { written } = await run({ do: 'query', uris: ['Lee@Example.com'] });
    expect(written).toEqual([{ event: 'presence', uri: 'sip:lee@example.com', availability: 'unknown' }]);
  });
  it.each(['sign-out', 'quit'])('ends with %s', async (name) => {
    expect(await run({ do: name, id: [1] })).toMatchObject({ asked: [['end']], ends: true, id: [1] });
  });
  it.each([
    [{ do: 'remove-group', name: 'Nobody' }, 'not-found'],
    [{ do: 'remove-group', name: 'constructor' }, 'not-found'],
    [{ do: 'typing', conversation: 'c7', typing: true }, 'not-found'],
    [{ do: 'query', uris: ['not an address'] }, 'bad-uri'],
  ])('%j fails as %s', async (line, code) => {
    await expect(run(line)).rejects.toMatchObject({ code });
  });
});

describe('a malformed line', () => {
  it.each([
    ['', 'not JSON'],
    ['{"do":"send"', 'not JSON'],
    ['null', 'not a JSON object'],
    ['["send"]', 'not a JSON object'],
    ['{}', 'no command that is known in "do"'],
    ['{"do":"toString"}', 'no command that is known in "do"'],
    ['{"do":7}', 'no command that is known in "do"'],
    ['{"do":"send","conversation":"c1"}', 'send: text: missing'],
    ['{"do":"send","conversation":7,"text":"secret"}', 'send: conversation: expected string'],
    ['{"do":"send","conversation":"c1","text":"secret","txet":"secret"}', 'send: txet: not a field of this command'],
    ['{"do":"presence","availability":"asleep"}', 'presence: availability: expected ('],
    ['{"do":"send","conversation":"c1","text":"x","style":{"color":"red"}}', 'send: style.color: must be like #0000C0'],
    ['{"do":"start","to":"sip:lee@example.com","text":"secret"}', 'start: to: expected Array'],
    ['{"do":"query","uris":[]}', 'query: uris: must not be empty'],
    ['{"do":"quit","now":true}', 'quit: now: not a field of this command'],
  ])('%s is told apart, without its text', (line, reason) => {
    const command = readCommand(line);
    expect(command).toMatchObject({ kind: 'malformed', reason: expect.stringContaining(reason) as string });
    expect(JSON.stringify(command)).not.toContain('secret');
  });
  it('keeps the id, so that who waits for it can be told', () => {
    expect(readCommand('{"do":"nothing","id":"x1"}')).toMatchObject({ kind: 'malformed', id: 'x1' });
  });
});
