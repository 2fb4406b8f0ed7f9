// A recording that was made in the app is as good as one of the command line: what a person did is in it, and it can be played again.
import { expect, it } from 'vitest';
import { createEngine } from '../../src/main/uc/create-engine';
import type { UcEngine } from '../../src/main/uc/engine';
import { createNodeTransport } from '../../src/main/uc/http/node/node-transport';
import { notedEngine } from '../../src/main/services/noted-engine';
import { until } from '../../src/main/uc/testing/desk';
import { MaskedLines } from '../../src/recording/masked-lines';
import { readRecording } from '../../src/recording/read-recording';
import { Tap } from '../../src/recording/tap';
import { startServer } from '../../src/server/server';
import { playAgain } from './play-again';

const password = 'correct horse';
const people = ['dana', 'lee', 'kim'].map((name) => ({
  uri: `sip:${name}@example.com`,
  user: `EXAMPLE\\${name}`,
  password,
  name,
  ...(name === 'dana' && { contacts: ['sip:lee@example.com'] }),
}));
const signIn = (engine: UcEngine, serverUrl: string, name: string): Promise<void> =>
  engine.signIn({
    serverUrl,
    method: 'forms',
    user: `EXAMPLE\\${name}`,
    password,
    isPublicComputer: false,
    availability: 'available',
    localeId: 1033,
  });

it('is played again with what was done in it', { timeout: 60_000 }, async () => {
  const server = await startServer({ people, pollWaitMs: 20 });
  const transport = createNodeTransport();
  const lines = new MaskedLines({ client: '1' });
  const written = [lines.start()];
  let tap: Tap | undefined;
  const lee = createEngine({ transport });
  lee.onSignal((signal) => {
    if (signal.kind === 'invitationReceived') void lee.run({ kind: 'accept', id: signal.conversationId });
  });
  const recorded = {
    request: (request: Parameters<typeof transport.request>[0]) =>
      tap ? tap.exchange(transport, request) : transport.request(request),
  };
  const dana = notedEngine(createEngine({ transport: recorded }), (command) => tap?.noteCommand(command));
  try {
    await signIn(lee, server.url, 'lee');
    // Requests have been numbered before.
    await signIn(dana, server.url, 'dana');
    await dana.signOut();
    const recording = (tap = new Tap(
      () => performance.now(),
      (heard) => written.push(lines.line(heard)),
    ));
    await signIn(dana, server.url, 'dana');
    const { conversationId } = await dana.startConversation({
      to: ['sip:lee@example.com'],
      subject: 'Stock',
      body: { text: 'Are there any left?' },
    });
    const state = (): string | undefined => dana.snapshot().model.conversations.get(conversationId)?.state;
    await until(() => state() === 'connected', 'the conversation');
    const nights = await dana.addGroup('Nights');
    await dana.addContact({ uri: 'sip:kim@example.com', name: 'Kim', groupIds: [nights] });
    await dana.updateContact({ uri: 'sip:lee@example.com', into: [nights] });
    await dana.renameGroup(nights, 'Night shift');
    await dana.setNote('Stock-taking');
    await dana.searchDirectory('kim');
    await dana.setAvailability('busy');
    await dana.setAvailability('automatic');
    await dana.setMachineActivity('idle');
    await dana.setAccess({ type: 'uri', value: 'sip:lee@example.com' }, 'team');
    await dana.setAccessLevel('sip:lee@example.com', null);
    await dana.setAccess({ type: 'domain', value: 'example.org' }, 'blocked');
    await dana.run({ kind: 'leave', id: conversationId });
    // A session of its own, with a subject of its own.
    await dana.sendMessage(conversationId, { text: 'One more' }, 'Stock again');
    await until(() => state() === 'connected', 'the conversation, once more');
    await dana.run({ kind: 'leave', id: conversationId });
    await dana.signOut();
    written.push(lines.end(recording.at));
    const text = `${written.join('\n')}\n`;
    expect(text).not.toMatch(/stock|nights|kim|lee@|dana|example\.org/iu);
    const done = readRecording(text).entries.flatMap((entry) => ('do' in entry ? [entry.do] : []));
    expect(done.map((command) => command['do'])).toEqual([
      ...['start', 'add-group', 'add-contact', 'update-contact', 'rename-group', 'note', 'search'],
      ...['presence', 'presence', 'activity', 'access', 'access', 'access-kind', 'leave', 'send', 'leave', 'sign-out'],
    ]);
    const words = done.flatMap(
      ({ availability, activity, kind, level }) => availability ?? activity ?? kind ?? level ?? [],
    );
    expect(words).toEqual(['busy', 'automatic', 'idle', 'team', 'none', 'domain']);
    const subjects = done.flatMap(({ subject }) => (typeof subject === 'string' ? [subject.length] : []));
    expect(subjects).toEqual(['Stock'.length, 'Stock again'.length]);
    // In the app others may have been numbered before.
    const { differences, model } = await playAgain(
      text.replaceAll(`"conversation":"${conversationId}"`, '"conversation":"c57"'),
    );
    expect(differences).toEqual([]);
    expect(model).toBeDefined();
  } finally {
    lee.dispose();
    dana.dispose();
    transport.close();
    await server.stop();
  }
});
