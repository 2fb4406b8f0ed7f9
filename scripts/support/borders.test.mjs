// The borders between the folders, shown by linting sentences that cross them.
import { ESLint } from 'eslint';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import tseslint from 'typescript-eslint';
import { bordersRule } from './borders.mjs';

const root = resolve(import.meta.dirname, '../..');
// The rule alone: the project's whole configuration would look for types of files that are not there.
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { parley: { rules: { borders: bordersRule } } },
      rules: { 'parley/borders': 'error' },
    },
  ],
});

async function complaints(file, code) {
  const [result] = await eslint.lintText(code, { filePath: resolve(root, 'src', file) });
  return result.messages.map(({ message }) => message);
}

describe('the borders between the folders', () => {
  it.each([
    [
      'protocol/events/presence.ts',
      `import { x } from '../../shared/domain/person';`,
      'protocol may not import shared.',
    ],
    ['shared/domain/person.ts', `import { x } from '../../protocol/xml';`, 'shared may not import protocol.'],
    ['shared/settings.ts', `import { app } from 'electron';`, 'shared runs without Electron.'],
    ['server/server.ts', `import { x } from '../shared/domain/person';`, 'server may not import shared.'],
    ['server/options.ts', `export { x } from '../main/uc/engine';`, 'server may not import main/uc.'],
    ['server/front/core.ts', `import { x } from '../memory/users';`, 'server/front may not import server/memory.'],
    [
      'server/front/core.ts',
      `import type { X } from '../people/access';`,
      'server/front may not import server/people.',
    ],
    ['server/front/http/routes.ts', `import { x } from '../../server';`, 'server/front may not import server.'],
    [
      'server/front/core.ts',
      `import { x } from '../testing/clock';`,
      'Nothing that ships may import server/testing/clock.',
    ],
    [
      'server/front/core.test.ts',
      `import type { X } from '../memory/users';`,
      'server/front may not import server/memory.',
    ],
    [
      'server/memory/users.ts',
      `import type { X } from '../front/sessions/session';`,
      'server/memory may not import server/front.',
    ],
    [
      'server/memory/users.ts',
      `import { x } from './demo/demo-people';`,
      'server/memory may not import server/memory/demo.',
    ],
    ['server/people/access.ts', `import { x } from '../world';`, 'server/people may not import server/world.ts.'],
    ['server/people/access.ts', `import { x } from '../memory/users';`, 'server/people may not import server/memory.'],
    ['server/world.ts', `import { x } from './people/access';`, 'server/world.ts may not import server/people.'],
    ['server/base/clock.ts', `import { x } from '../world';`, 'server/base may not import server/world.ts.'],
    ['server/server.ts', `import { x } from './testing/clock';`, 'Nothing that ships may import server/testing/clock.'],
    ['main/uc/engine.ts', `import { x } from '../../server/server';`, 'main/uc may not import server.'],
    ['main/uc/failures.ts', `import { x } from './http/redirect';`, 'main/uc may not import main/uc/http.'],
    ['main/uc/engine.ts', `import type { X } from './account';`, 'main/uc may not import main/uc/account.ts.'],
    [
      'main/uc/account.ts',
      `import type { X } from './create-engine';`,
      'main/uc/account.ts may not import main/uc/create-engine.ts.',
    ],
    ['main/uc/account.ts', `import { x } from './http/transport';`, 'main/uc/account.ts may not import main/uc/http.'],
    [
      'main/uc/create-engine.ts',
      `import { x } from './session/sign-in';`,
      'main/uc/create-engine.ts may import nothing but types of main/uc/session.',
    ],
    [
      'main/uc/session/session-runner.ts',
      `import type { X } from '../account';`,
      'main/uc/session may not import main/uc/account.ts.',
    ],
    [
      'main/uc/session/session-runner.ts',
      `import type { X } from '../conversations/outbox';`,
      'main/uc/session may not import main/uc/conversations.',
    ],
    [
      'main/uc/conversations/outbox.ts',
      `import type { X } from '../session/session';`,
      'main/uc/conversations may not import main/uc/session.',
    ],
    [
      'main/uc/conversations/outbox.ts',
      `import type { X } from '../channels/request-table';`,
      'main/uc/conversations may not import main/uc/channels.',
    ],
    [
      'main/uc/channels/poll-loop.ts',
      `import type { X } from '../session/session-runner';`,
      'main/uc/channels may not import main/uc/session.',
    ],
    [
      'main/uc/decoding/event-decoder.ts',
      `import type { X } from '../channels/poll-answer';`,
      'main/uc/decoding may not import main/uc/channels.',
    ],
    [
      'main/uc/http/cwa-http.ts',
      `import type { X } from '../session/sign-in';`,
      'main/uc/http may not import main/uc/session.',
    ],
    [
      'main/uc/http/node/ntlm.ts',
      `import type { X } from '../../decoding/event-decoder';`,
      'main/uc/http may not import main/uc/decoding.',
    ],
    ['main/ipc/handlers.ts', `import { x } from '../uc/account';`, 'main/ipc may not import main/uc/account.ts.'],
    [
      'main/uc/conversations/thread.ts',
      `import { x } from '../../shell/tray';`,
      'main/uc/conversations may not import main/shell.',
    ],
    ['main/uc/engine.ts', `import { x } from '../transports/router';`, 'main/uc may not import main/transports.'],
    [
      'main/uc/engine.ts',
      `import type { X } from './testing/desk';`,
      'Nothing that ships may import main/uc/testing/desk.',
    ],
    [
      'main/ipc/handlers.ts',
      `import { x } from '../services/sign-in';`,
      'main/ipc may import nothing but types of main/services.',
    ],
    ['main/services/sign-in.ts', `import type { X } from '../ipc/handlers';`, 'main/services may not import main/ipc.'],
    ['main/services/sign-in.ts', `import { net } from 'electron';`, 'main/services runs without Electron.'],
    [
      'main/transports/router.ts',
      `import type { X } from '../composition/session';`,
      'main/transports may not import main/composition.',
    ],
    ['main/uc/engine.ts', `const e = await import('electron');`, 'main/uc runs without Electron.'],
    ['main/shell/tray.ts', `import { x } from '../../protocol/xml';`, 'main/shell may not import protocol.'],
    ['main/shell/tray.ts', `import { x } from '../uc/engine';`, 'main/shell may import nothing but types of main/uc.'],
    ['main/index.ts', `export * from '../server/server';`, 'main may not import server.'],
    ['preload/index.ts', `import type { X } from '../main/uc/engine';`, 'preload may not import main/uc.'],
    ['renderer/contacts/list.ts', `let x: import('../../main/ipc').X;`, 'renderer may not import main/ipc.'],
    ['renderer/bridge.ts', `import { ipcRenderer } from 'electron/renderer';`, 'renderer runs without Electron.'],
    ['cli/serve.ts', `import { x } from '../main/store/settings';`, 'cli may not import main/store.'],
  ])('%s is stopped at %s', async (file, code, complaint) => {
    expect(await complaints(file, code)).toEqual([complaint]);
  });

  it.each([
    ['protocol/events/presence.ts', `import { x } from '../xml';`],
    ['main/uc/engine.ts', `import { x } from '../../protocol/xml'; import { y } from '../../shared/domain/person';`],
    ['main/uc/create-engine.ts', `import { x } from './account'; import type { Y } from './session/sign-in';`],
    ['main/uc/account.ts', `import { x } from './session/session-runner'; import { y } from './contacts/subscribers';`],
    [
      'main/uc/session/session-runner.ts',
      `import { x } from '../channels/poll-loop'; import { y } from '../failures';`,
    ],
    [
      'main/uc/channels/poll-loop.ts',
      `import { x } from '../decoding/event-decoder'; import { y } from '../http/ticket';`,
    ],
    ['main/uc/session/sign-in.test.ts', `import { x } from '../create-engine'; import { y } from '../testing/desk';`],
    ['main/uc/testing/desk.ts', `import { x } from '../create-engine'; import { y } from '../http/transport';`],
    ['main/shell/tray.ts', `import type { UcEngine } from '../uc/engine'; import { Tray } from 'electron';`],
    ['main/index.ts', `import { x } from './shell/tray'; import { y } from './uc/engine';`],
    ['server/server.ts', `import { x } from '../protocol/xml'; import { createServer } from 'node:http';`],
    ['server/server.ts', `import { x } from './front/core'; import { y } from './memory/users'; import './world';`],
    ['server/front/core.ts', `import type { X } from '../world'; import { y } from '../base/clock';`],
    ['server/memory/users.ts', `import type { X } from '../world.ts'; import { y } from '../people/access';`],
    ['server/memory/demo/demo-people.ts', `import type { X } from '../users';`],
    ['server/front/core.test.ts', `import { x } from '../testing/test-server'; import { y } from '../server';`],
    ['server/testing/test-server.ts', `import { x } from '../server';`],
    ['renderer/contacts/list.ts', `import { x } from '../ui/icons'; import { y } from '../../shared/settings';`],
    ['cli/serve.ts', `import { x } from '../server/front/faults/fault-plan'; import { y } from '../main/uc/engine';`],
    ['main/uc/whole.integration.test.ts', `import { x } from '../../server/server';`],
  ])('%s may say %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });
});
