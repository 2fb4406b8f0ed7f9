// Every guard of the app: where it stands, how it is taken out, and the tests that have to notice. Who adds a guard adds it here.
// `find` stands in the file exactly once.

const pageGuards = 'src/main/shell/page-guards.ts';
const pageGuardsUnit = ['src/main/shell/page-guards.test.ts'];
const pageGuardsInElectron = ['e2e/page-guards.spec.ts'];
const appScheme = 'src/main/shell/app-scheme.ts';
const appSchemeUnit = ['src/main/shell/app-scheme.test.ts'];

const walls = [
  ['sandbox', 'sandbox: true'],
  ['context-isolation', 'contextIsolation: true'],
  ['node-integration', 'nodeIntegration: false'],
  ['node-integration-in-workers', 'nodeIntegrationInWorker: false'],
  ['node-integration-in-frames', 'nodeIntegrationInSubFrames: false'],
  ['web-security', 'webSecurity: true'],
  ['insecure-content', 'allowRunningInsecureContent: false'],
  ['webview-tag', 'webviewTag: false'],
  ['experimental-features', 'experimentalFeatures: false'],
  ['navigate-on-drop', 'navigateOnDragDrop: false'],
].map(([name, find]) => ({ name, file: pageGuards, find: `  ${find},\n`, tests: pageGuardsUnit }));

/** The policy of the answers and that of the page. */
const policies = [
  ['default-src', "'none'", '*'],
  ['script-src', "'self'", "'self' 'unsafe-inline'"],
  ['style-src', "'self' 'unsafe-inline'", "* 'unsafe-inline'"],
  ['img-src', "'self' data:", '* data:'],
  ['font-src', "'self'", '*'],
  ['media-src', "'self'", '*'],
  ['connect-src', "'self'", '*'],
  ['base-uri', "'none'", '*'],
  ['form-action', "'none'", '*'],
].flatMap(([directive, value, wide]) => [
  {
    name: `csp-${directive}`,
    file: appScheme,
    find: `  "${directive} ${value}",\n`,
    replace: `  "${directive} ${wide}",\n`,
    tests: appSchemeUnit,
  },
  {
    name: `csp-${directive}-of-the-page`,
    file: 'src/renderer/index.html',
    find: `${directive} ${value}`,
    replace: `${directive} ${wide}`,
    tests: appSchemeUnit,
  },
]);

export const guards = [
  ...walls,
  ...policies,
  { name: 'csp-frame-ancestors', file: appScheme, find: `  "frame-ancestors 'none'",\n`, tests: appSchemeUnit },
  {
    name: 'permission-requests',
    file: pageGuards,
    find: '  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));\n',
    tests: pageGuardsInElectron,
  },
];
