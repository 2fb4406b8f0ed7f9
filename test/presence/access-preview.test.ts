// “As they see me” against what the embedded server shows to somebody of that level: the same card, and nothing more.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEngine } from '../../src/main/uc/create-engine';
import type { UcEngine } from '../../src/main/uc/engine';
import { createNodeTransport, type NodeTransport } from '../../src/main/uc/http/node/node-transport';
import { until } from '../../src/main/uc/testing/desk';
import { accessPreview } from '../../src/renderer/people/access-preview';
import type { PersonRecord } from '../../src/server/memory/directory/person-record';
import { startServer, type RunningServer } from '../../src/server/server';
import { accessLevels } from '../../src/shared/domain/contact';

const password = 'correct horse';
const dana: PersonRecord = {
  uri: 'sip:dana@example.com',
  user: 'EXAMPLE\\dana',
  password,
  name: 'Dana Reyes',
  title: 'Dispatcher',
  company: 'Example Freight',
  office: 'Gate 4',
  email: 'dana.reyes@example.com',
  phones: [
    { type: 'work', number: '+1 202 555 0141' },
    { type: 'mobile', number: '+1 202 555 0142' },
    { type: 'home', number: '+1 202 555 0143' },
    { type: 'other', number: '+1 202 555 0144' },
  ],
};
const viewerOf = (level: string): PersonRecord => ({
  uri: `sip:${level}@example.com`,
  user: `EXAMPLE\\${level}`,
  password,
  name: level,
});

let server: RunningServer;
let transport: NodeTransport;
const engines: UcEngine[] = [];

beforeEach(async () => {
  server = await startServer({ people: [dana, ...accessLevels.map(viewerOf)], pollWaitMs: 20 });
  transport = createNodeTransport();
});
afterEach(async () => {
  for (const engine of engines.splice(0)) engine.dispose();
  transport.close();
  await server.stop();
});

async function signedIn({ user }: PersonRecord): Promise<UcEngine> {
  const engine = createEngine({ transport });
  engines.push(engine);
  await engine.signIn({
    serverUrl: server.url,
    method: 'forms',
    user,
    password,
    isPublicComputer: false,
    availability: 'available',
    localeId: 1033,
  });
  return engine;
}

it.each(accessLevels)(
  'of the level %s is what the server shows to somebody on it',
  { timeout: 30_000 },
  async (level) => {
    const own = await signedIn(dana);
    const self = () => own.snapshot().model.self;
    await own.setNote('Stock-taking');
    await own.setAvailability('busy');
    await until(() => self()?.note === 'Stock-taking' && self()?.availability === 'busy', 'what is shown');
    const viewer = viewerOf(level);
    await own.setAccessLevel(viewer.uri, level);

    const theirs = await signedIn(viewer);
    await theirs.queryPresence([dana.uri]);
    const seen = () => theirs.snapshot().model.people.get(dana.uri);
    const expected = accessPreview(self()!, level);
    await until(() => seen()?.presence.availability === expected.availability, 'their view');
    const { name, email, title, company, office, phones = [], presence } = seen()!;
    const { name: ownName, email: ownEmail, title: ownTitle, company: ownCompany, office: ownOffice } = expected;
    expect({ name, email, title, company, office, note: presence.note || undefined }).toEqual({
      name: ownName,
      email: ownEmail,
      title: ownTitle,
      company: ownCompany,
      office: ownOffice,
      note: expected.note,
    });
    const plain = (all: readonly { readonly type: string; readonly display: string }[]): string[] =>
      all.map(({ type, display }) => `${type} ${display}`).sort();
    expect(plain(phones)).toEqual(plain(expected.phones));
  },
);
