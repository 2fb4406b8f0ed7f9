// Who may import whom: an ESLint rule over a table with a row a folder, or a file that stands between folders. What a row does not name
// is forbidden to it.
import { dirname, relative, resolve, sep } from 'node:path';

const source = resolve(import.meta.dirname, '../../src');

/** A test may start the whole server to look at one part of it. */
const wholeServer = ['server', 'server/testing'];

/** What every room of the engine stands on: its types, its surroundings, what failures mean. */
const ucFloor = ['protocol', 'shared', 'main/uc'];
const ucDomain = ['main/uc/calls', 'main/uc/contacts', 'main/uc/conversations', 'main/uc/presence'];
const ucRooms = [
  ...ucDomain,
  ...['session', 'channels', 'decoding', 'http', 'people'].map((room) => `main/uc/${room}`),
  ...['account-state', 'reduce-account', 'account', 'create-engine', 'earlier-talks'].map(
    (file) => `main/uc/${file}.ts`,
  ),
];
/** As of the server: a test may start the whole engine. */
const wholeEngine = ['main/uc/create-engine.ts'];

const partsOfMain = [
  'diagnostics',
  'ipc',
  'logs',
  'policy',
  'recording',
  'services',
  'shell',
  'spelling',
  'store',
  'transports',
  'uc',
  'updates',
].map((folder) => `main/${folder}`);

/** `free`: what of ours it may import besides itself; `types`: what it may name in types alone; `tests`: what only its tests may import. */
const borders = {
  protocol: { free: [] },
  shared: { free: [] },
  recording: { free: ['protocol', 'shared'], types: ['main/uc/http'] },
  server: {
    free: [
      'protocol',
      'server/base',
      'server/world.ts',
      'server/people',
      'server/front',
      'server/memory',
      'server/memory/demo',
      'server/xmpp',
    ],
    tests: ['server/testing'],
  },
  'server/base': { free: ['protocol'] },
  'server/world.ts': { free: ['protocol'] },
  'server/people': { free: ['protocol', 'server/base'] },
  'server/front': { free: ['protocol', 'server/base', 'server/world.ts'], tests: wholeServer },
  'server/memory': { free: ['protocol', 'server/base', 'server/world.ts', 'server/people'], tests: wholeServer },
  'server/memory/demo': { free: ['protocol', 'server/base', 'server/memory'], tests: wholeServer },
  'server/xmpp': {
    free: ['protocol', 'server/base', 'server/world.ts', 'server/people', 'server/xmpp/stream'],
    tests: wholeServer,
  },
  'server/operations': { free: ['server', 'server/base', 'server/front'], tests: wholeServer },
  'server/xmpp/stream': { free: ['protocol', 'server/base'] },
  'server/testing': { free: ['protocol', 'server', 'server/base', 'server/world.ts', 'server/front', 'server/memory'] },
  main: { free: [...partsOfMain, 'main/diagnostics/mask-private.ts', 'main/composition', 'shared'], electron: true },
  'main/composition': {
    free: [
      ...partsOfMain,
      ...['create-engine.ts', 'earlier-talks.ts', 'session', 'decoding', 'http'].map((part) => `main/uc/${part}`),
      'shared',
    ],
    electron: true,
  },
  'main/uc': { free: ['protocol', 'shared'], types: ['main/uc/conversations'], tests: ucRooms },
  'main/uc/create-engine.ts': {
    free: [...ucFloor, ...ucDomain, 'main/uc/people', 'main/uc/account.ts'],
    types: ['main/uc/session', 'main/uc/decoding', 'main/uc/http'],
  },
  'main/uc/account.ts': {
    free: [
      ...ucFloor,
      ...ucDomain,
      'main/uc/people',
      'main/uc/session',
      'main/uc/account-state.ts',
      'main/uc/reduce-account.ts',
    ],
    types: ['main/uc/decoding'],
  },
  'main/uc/reduce-account.ts': { free: [...ucFloor, ...ucDomain, 'main/uc/people', 'main/uc/account-state.ts'] },
  'main/uc/account-state.ts': { free: [...ucFloor, ...ucDomain] },
  'main/uc/earlier-talks.ts': { free: [...ucFloor, 'main/uc/account-state.ts', 'main/uc/reduce-account.ts'] },
  'main/uc/session': {
    free: [...ucFloor, 'main/uc/channels', 'main/uc/decoding', 'main/uc/http', 'main/uc/people'],
    tests: wholeEngine,
  },
  'main/uc/channels': { free: [...ucFloor, 'main/uc/decoding', 'main/uc/http'], tests: wholeEngine },
  'main/uc/decoding': { free: ['protocol', 'shared'] },
  'main/uc/http': { free: ucFloor },
  'main/uc/people': { free: ['protocol', 'shared'] },
  'main/uc/conversations': { free: [...ucFloor, 'main/uc/people'] },
  'main/uc/presence': { free: [...ucFloor, 'main/uc/people'] },
  // What is to become of the account they hand up as an input of it.
  'main/uc/contacts': { free: [...ucFloor, 'main/uc/people'], types: ['main/uc/account-state.ts'] },
  'main/uc/calls': {
    free: [...ucFloor, 'main/uc/people'],
    types: ['main/uc/account-state.ts', 'main/uc/conversations'],
  },
  'main/recording': { free: ['shared', 'recording', 'main/uc/http'] },
  'main/shell': { free: ['shared'], types: ['main/uc', 'main/store'], electron: true },
  'main/logs': { free: ['protocol', 'shared'] },
  'main/store': { free: ['shared', 'main/logs'], types: ['main/uc'], electron: true },
  'main/policy': { free: ['shared', 'main/uc/http', 'main/store'] },
  'main/spelling': { free: ['shared'] },
  'main/updates': { free: ['shared'], types: ['main/policy'], electron: true },
  'main/services': {
    free: ['shared', 'main/logs', 'main/uc', 'main/uc/http', 'main/store', 'main/policy'],
    types: ['main/transports'],
  },
  'main/transports': {
    free: ['shared', 'main/uc/http', 'main/shell'],
    tests: ['main/uc', ...wholeEngine],
    electron: true,
  },
  // Takes what is private out of any log.
  'main/diagnostics/mask-private.ts': { free: [] },
  'main/diagnostics': {
    free: ['main/diagnostics/mask-private.ts', 'shared', 'main/uc/http', 'main/policy', 'main/store'],
    // What is planted in them is looked for in all that is told.
    tests: ['protocol', 'main/uc', 'main/shell', 'main/transports'],
    electron: true,
  },
  'main/ipc': {
    free: ['shared', 'main/uc', 'main/uc/http', 'main/diagnostics'],
    types: ['main/services', 'main/shell', 'main/policy', 'main/recording', 'main/spelling'],
    electron: true,
  },
  preload: { free: ['shared'], electron: true },
  renderer: { free: ['shared'] },
  cli: {
    free: [
      'shared',
      'recording',
      'main/uc',
      'main/uc/create-engine.ts',
      'main/uc/session',
      'main/uc/http',
      'main/uc/people',
      'main/diagnostics/mask-private.ts',
      'server',
      'server/base',
      'server/front',
      'server/memory',
      'server/memory/demo',
      'server/operations',
      'server/xmpp',
    ],
  },
};
/** The innermost first. */
const folders = Object.keys(borders).sort((a, b) => b.length - a.length);

export const bordersRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      folder: '{{folder}} may not import {{other}}.',
      types: '{{folder}} may import nothing but types of {{other}}.',
      electron: '{{folder}} runs without Electron.',
      testing: 'Nothing that ships may import {{other}}.',
    },
  },
  create(context) {
    const folder = folderOf(context.filename);
    // Integration tests put the parts together on purpose.
    if (!folder || context.filename.endsWith('.integration.test.ts')) return {};
    const { types = [], electron = false, tests = [], ...row } = borders[folder];
    const free = isForTests(context.filename) ? [...row.free, ...tests] : row.free;

    function check(node, isTypeOnly) {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string') return;
      const report = (messageId, other) => context.report({ node: node.source, messageId, data: { folder, other } });
      if (specifier === 'electron' || specifier.startsWith('electron/')) {
        if (!electron) report('electron');
        return;
      }
      if (!specifier.startsWith('.')) return;
      const path = resolve(dirname(context.filename), specifier);
      if (isForTests(path) && !isForTests(context.filename)) return report('testing', relative(source, path));
      const other = folderOf(path);
      if (!other || other === folder || free.includes(other)) return;
      if (!types.includes(other)) report('folder', other);
      else if (!isTypeOnly) report('types', other);
    }
    return {
      ImportDeclaration: (node) => check(node, node.importKind === 'type'),
      ExportNamedDeclaration: (node) => check(node, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, false),
      TSImportType: (node) => check(node, true),
    };
  },
};

function isForTests(path) {
  return path.endsWith('.test.ts') || path.split(sep).includes('testing');
}

function folderOf(path) {
  const inside = withoutEnding(relative(source, path).replaceAll('\\', '/'));
  return folders.find((folder) => inside === withoutEnding(folder) || inside.startsWith(`${folder}/`));
}

/** Files are imported without it. */
function withoutEnding(path) {
  return path.replace(/\.ts$/u, '');
}
