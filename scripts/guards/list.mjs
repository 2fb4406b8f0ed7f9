// Every guard of the app: where it stands, how it is taken out, and the tests that have to notice. Who adds a guard adds it here.
// `find` stands in the file exactly once. `title`: which end-to-end tests are run for it, where those of a file take long.

const pageGuards = 'src/main/shell/page-guards.ts';
const pageGuardsUnit = ['src/main/shell/page-guards.test.ts'];
const pageGuardsInElectron = ['e2e/page-guards.spec.ts'];
const hostilePage = ['e2e/hostile-page.spec.ts'];
const packaged = ['e2e/packaged.spec.ts'];
const ssoWindow = 'src/main/transports/sso-window.ts';
const ssoInElectron = ['e2e/sso-window.spec.ts'];
const switchesUnit = ['src/main/shell/refused-switches.test.ts'];
const packageUnit = ['scripts/support/package-config.test.mjs'];
const packagesUnit = ['scripts/package/package.test.mjs'];
const recordings = 'src/main/recording/recordings.ts';
const recordingsUnit = ['src/main/recording/recordings.test.ts'];
const privateFile = 'src/main/store/private-file.ts';
const appScheme = 'src/main/shell/app-scheme.ts';
const ownAddress = 'src/server/front/http/own-address.ts';
const ownAddressUnit = ['src/server/front/http/own-address.test.ts'];
const throttle = 'src/server/front/sign-in/throttle.ts';
const guessing = ['src/server/front/sign-in/guessing.test.ts'];
const xmppStream = 'src/server/xmpp/stream';
const xmppUnit = [`${xmppStream}/open-stream.test.ts`];
const xmppIncoming = 'src/server/xmpp/incoming.ts';
const xmppSeatUnit = ['src/server/xmpp/seat.test.ts'];
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

/** What was never there, and must not come. */
const gaps = [
  {
    name: 'blink-features',
    file: pageGuards,
    find: '  navigateOnDragDrop: false,\n',
    replace: "  navigateOnDragDrop: false,\n  enableBlinkFeatures: 'CSSVariables',\n",
    tests: pageGuardsUnit,
  },
];

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

/** Whose word counts as the administrator's, and what keeps to it. */
const policyRules = [
  [
    'file-of-others',
    'policy-file',
    "if (!isKeptFromOthers(found, owners)) throw new Refused('writable-by-others');\n    return",
  ],
  [
    'folder-of-others',
    'policy-file',
    "  if (end !== undefined && !isTrusted) throw new Refused('writable-by-others');\n",
  ],
  ['file-that-is-none', 'policy-file', "    if (!found.isFile()) throw new Refused('not-readable');\n"],
  [
    'file-of-the-person',
    'read-policy',
    'isPackaged ? undefined : env[policyVariable]',
    'env[policyVariable]',
    'policy-file',
  ],
  ['locked-settings', 'managed-settings', 'if (locked.length > 0) throw', 'if (locked.length > 99) throw'],
  ['settings-over-the-persons', 'managed-settings', '({ ...settings, ...fixed })', '({ ...fixed, ...settings })'],
  ['servers', 'session-rules', "      if (!mayUse(wish.way)) throw new FailureError('server-not-allowed');\n"],
  ['hosts-below', 'host-patterns', 'hostname.endsWith(pattern.slice(1))', 'hostname.endsWith(pattern.slice(2))'],
].map(([name, file, find, replace, test = file]) => ({
  name: `policy-${name}`,
  file: `src/main/policy/${file}.ts`,
  find,
  replace: replace ?? (find.endsWith('return') ? 'return' : ''),
  tests: [`src/main/policy/${test}.test.ts`],
}));
const policyInServices = [
  ['servers-are-asked-about', 'sign-in', '    rules.check({ ...wish, way: redirects.wayTo(wish.server) });\n'],
  ['demo', 'sign-in', "      if (!rules.offersDemo) throw new FailureError('server-not-allowed');\n"],
  ['certificates', 'server-trust', '      mustAllow(rules.mayTrustCertificates);\n'],
  ['old-tls', 'server-trust', '      mustAllow(rules.mayAllowOldTls);\n'],
].map(([name, file, find]) => ({
  name: `policy-${name}`,
  file: `src/main/services/${file}.ts`,
  find,
  tests: [`src/main/services/${file}.test.ts`],
}));

/** What an installed program is not started with. */
const switches = [
  ...['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'remote-debugging-socket-name'],
  ...['remote-allow-origins', 'enable-automation', 'auto-open-devtools-for-tabs', 'load-extension'],
  ...[
    'inspect',
    'inspect-brk',
    'inspect-wait',
    'inspect-port',
    'inspect-publish-uid',
    'debug',
    'debug-brk',
    'debug-port',
  ],
  ...['ignore-certificate-errors', 'ignore-certificate-errors-spki-list', 'ignore-urlfetcher-cert-requests'],
  ...[
    'allow-insecure-localhost',
    'unsafely-treat-insecure-origin-as-secure',
    'ssl-key-log-file',
    'log-net-log',
    'net-log-capture-mode',
  ],
  ...['disable-web-security', 'allow-running-insecure-content', 'allow-file-access-from-files'],
  ...['disable-site-isolation-trials', 'enable-blink-features', 'single-process', 'in-process-gpu'],
  ...['disable-seccomp-filter-sandbox', 'disable-gpu-sandbox', 'no-zygote-sandbox'],
  ...['renderer-cmd-prefix', 'utility-cmd-prefix', 'gpu-launcher'],
].map((name) => ({
  name: `switch-${name}`,
  file: 'src/main/shell/refused-switches.ts',
  find: `  '${name}',\n`,
  tests: switchesUnit,
}));

const fuses = [
  ['runAsNode', false],
  ['enableCookieEncryption', true],
  ['enableNodeOptionsEnvironmentVariable', false],
  ['enableNodeCliInspectArguments', false],
  ['enableEmbeddedAsarIntegrityValidation', true],
  ['onlyLoadAppFromAsar', true],
  ['loadBrowserProcessSpecificV8Snapshot', false],
  ['grantFileProtocolExtraPrivileges', false],
].map(([fuse, value]) => ({
  name: `fuse-${fuse}`,
  file: 'electron-builder.yml',
  find: `  ${fuse}: ${value}\n`,
  tests: packageUnit,
}));

export const guards = [
  ...walls,
  ...gaps,
  ...policies,
  { name: 'csp-frame-ancestors', file: appScheme, find: `  "frame-ancestors 'none'",\n`, tests: appSchemeUnit },
  {
    name: 'csp-at-all',
    file: appScheme,
    find: "          'content-security-policy': contentSecurityPolicy,\n",
    tests: appSchemeUnit,
  },
  {
    name: 'no-sniffing',
    file: appScheme,
    find: "          'x-content-type-options': 'nosniff',\n",
    tests: appSchemeUnit,
  },
  {
    name: 'no-referrer',
    file: appScheme,
    find: "          'referrer-policy': 'no-referrer',\n",
    tests: appSchemeUnit,
  },
  { name: 'files-of-one-folder', file: appScheme, find: "|| pathname.split('/').includes('..')", tests: appSchemeUnit },
  {
    name: 'own-page',
    file: appScheme,
    find: ' && ownHosts.has(host)) return true',
    replace: ') return true',
    tests: appSchemeUnit,
  },
  {
    name: 'own-page-of-the-development-server',
    file: appScheme,
    find: 'origin === new URL(developmentUrl).origin',
    replace: 'url.startsWith(developmentUrl)',
    tests: appSchemeUnit,
  },

  // Who may call the main process.
  ...[
    ['no-frame', '!frame || frame.parent', 'frame.parent'],
    ['inner-frame', 'frame.parent !== null || ', ''],
    ['strangers-page', ' || !isOwnPage(frame.url)', ''],
    ['input', 'args.length > 1 || !parsed.success', 'false'],
    ['more-input', 'args.length > 1 || !parsed', '!parsed'],
  ].map(([name, find, replace]) => ({
    name: `call-${name}`,
    file: 'src/main/ipc.ts',
    find,
    replace,
    tests: ['src/main/ipc.test.ts'],
  })),
  {
    name: 'own-page-is-asked-about',
    file: 'src/main/index.ts',
    find: '(url: string): boolean => isOwnPage(url, developmentUrl)',
    replace: '(): boolean => true',
    tests: hostilePage,
    title: 'nobody but a window of ours is answered',
  },

  {
    name: 'bridge-has-named-methods-alone',
    file: 'src/preload/index.ts',
    find: '  platform: process.platform,\n',
    replace:
      '  platform: process.platform,\n  invoke: (name: string, input: unknown) => ipcRenderer.invoke(name, input),\n',
    tests: hostilePage,
    title: 'every kind of window has every wall',
  },

  // Links.
  {
    name: 'links-are-looked-at',
    file: 'src/main/composition/methods.ts',
    find: 'const url = openableLink(text);',
    replace: 'const url: string | undefined = text;',
    tests: hostilePage,
    title: 'no link but one of the web',
  },
  {
    name: 'refused-links-are-told',
    file: 'src/main/composition/methods.ts',
    find: '  return url !== undefined;\n}\n\nconst askForFile',
    replace: '  return true;\n}\n\nconst askForFile',
    tests: hostilePage,
    title: 'no link but one of the web',
  },

  // Pages of ours.
  {
    name: 'own-navigation',
    file: pageGuards,
    find: "  contents.on('will-navigate', (event) => event.preventDefault());\n",
    tests: pageGuardsInElectron,
  },
  {
    name: 'own-redirects',
    file: pageGuards,
    find: "  contents.on('will-redirect', (event) => event.preventDefault());\n",
    tests: pageGuardsInElectron,
  },
  {
    name: 'own-new-windows',
    file: pageGuards,
    find: "  contents.setWindowOpenHandler(() => ({ action: 'deny' }));\n",
    tests: pageGuardsInElectron,
  },
  {
    name: 'own-embedded-pages',
    file: pageGuards,
    find: "(event) => event.preventDefault());\n  contents.on('will-attach-webview', (event) => event.preventDefault());\n",
    replace: '(event) => event.preventDefault());\n',
    tests: pageGuardsInElectron,
  },
  {
    name: 'own-pages-are-guarded',
    file: 'src/main/shell/windows.ts',
    find: '    guardOwnPage(window.webContents);\n',
    tests: hostilePage,
    title: 'the page of a window',
  },
  {
    name: 'own-pages-have-walls',
    file: 'src/main/shell/windows.ts',
    find: 'ownPagePreferences({ preloadPath, platform: process.platform, mayInspect })',
    replace: '{ preload: preloadPath, sandbox: false, contextIsolation: false, nodeIntegration: true }',
    tests: hostilePage,
    title: 'every kind of window has every wall',
  },
  {
    name: 'own-pages-say-which-walls',
    file: 'src/main/shell/windows.ts',
    find: 'ownPagePreferences({ preloadPath, platform: process.platform, mayInspect })',
    replace: '{ preload: preloadPath }',
    tests: packaged,
    title: 'it shows its own pages',
  },

  // Pages of strangers.
  {
    name: 'strangers-navigation',
    file: pageGuards,
    find: "  contents.on('will-navigate', (event, url) => keep(event, url));\n",
    tests: pageGuardsInElectron,
  },
  {
    name: 'strangers-redirects',
    file: pageGuards,
    find: "  contents.on('will-redirect', (event, url) => keep(event, url));\n",
    tests: pageGuardsInElectron,
  },
  {
    name: 'strangers-new-windows',
    file: pageGuards,
    find: "    return { action: 'deny' };\n",
    replace: "    return { action: 'allow' };\n",
    tests: pageGuardsInElectron,
  },
  {
    name: 'strangers-embedded-pages',
    file: pageGuards,
    find: "  contents.on('will-attach-webview', (event) => event.preventDefault());\n  // A provider's",
    replace: "  // A provider's",
    tests: pageGuardsInElectron,
  },
  {
    name: 'strangers-pages-are-guarded',
    file: ssoWindow,
    find: '  guardStrangersPage(webContents);\n',
    tests: ssoInElectron,
  },
  {
    name: 'strangers-unseen-pages-are-guarded',
    file: ssoWindow,
    find: '  guardStrangersPage(window.webContents);\n',
    tests: ssoInElectron,
  },
  {
    name: 'strangers-pages-have-walls',
    file: ssoWindow,
    find: 'strangersPagePreferences(session)',
    replace: '{ session }',
    tests: ssoInElectron,
  },

  // Sessions.
  ...[
    [
      'permission-requests',
      '  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));\n',
    ],
    ['permission-checks', '  session.setPermissionCheckHandler(() => false);\n'],
    ['devices', '  session.setDevicePermissionHandler(() => false);\n'],
    ['downloads', "  session.on('will-download', (event) => event.preventDefault());\n"],
    ['dictionaries', '  session.setSpellCheckerDictionaryDownloadURL(noDictionaries);\n'],
  ].map(([name, find]) => ({ name, file: pageGuards, find, tests: pageGuardsInElectron })),
  {
    name: 'sessions-of-servers-are-guarded',
    file: 'src/main/transports/server-sessions.ts',
    find: '      guardSession(session);\n',
    tests: pageGuardsInElectron,
  },
  {
    name: 'session-of-the-windows-is-guarded',
    file: 'src/main/index.ts',
    find: '  guardSession(electronSession.defaultSession);\n',
    tests: hostilePage,
    title: 'the page of a window (gets nothing|saves no file)',
  },
  {
    name: 'nobody-is-asked-for-dictionaries',
    file: 'src/main/index.ts',
    find: '  guardSession(electronSession.defaultSession);\n',
    tests: hostilePage,
    title: 'nobody outside was asked',
  },
  {
    name: 'spell-checker-of-the-system',
    file: pageGuards,
    find: "spellcheck: platform === 'darwin' || platform === 'win32'",
    replace: 'spellcheck: true',
    tests: pageGuardsUnit,
  },

  // Development.
  {
    name: 'developer-menu',
    file: 'src/main/shell/menu.ts',
    find: 'isDevelopment\n    ? [',
    replace: 'true\n    ? [',
    tests: ['src/main/shell/menu.test.ts'],
  },
  {
    name: 'developer-menu-of-the-package',
    file: 'src/main/composition/desktop.ts',
    find: 'applicationMenu(process.platform, !app.isPackaged,',
    replace: 'applicationMenu(process.platform, true,',
    tests: packaged,
    title: 'it shows its own pages',
  },
  { name: 'developer-tools', file: pageGuards, find: '    devTools: mayInspect,\n', tests: pageGuardsUnit },
  {
    name: 'developer-tools-of-the-package',
    file: 'src/main/composition/desktop.ts',
    find: 'mayInspect: !app.isPackaged',
    replace: 'mayInspect: true',
    tests: packaged,
    title: 'it shows its own pages',
  },
  {
    name: 'development-server-of-the-package',
    file: 'src/main/index.ts',
    find: 'app.isPackaged ? undefined : process.env',
    replace: 'process.env',
    tests: packaged,
    title: 'it shows its own pages',
  },

  // The start.
  ...switches,
  {
    name: 'no-sandbox',
    file: 'src/main/shell/refused-switches.ts',
    find: "  if (!isRoot) throw new StartTrouble('no-sandbox', '--no-sandbox');\n",
    tests: switchesUnit,
  },
  {
    name: 'no-sandbox-of-root-is-told',
    file: 'src/main/shell/refused-switches.ts',
    find: "  warn('--no-sandbox');\n",
    tests: switchesUnit,
  },
  {
    name: 'refused-switches-have-no-effect',
    file: 'src/main/shell/refused-switches.ts',
    find: '  found.forEach(remove);\n',
    tests: switchesUnit,
  },
  {
    name: 'switches-are-looked-at',
    file: 'src/main/index.ts',
    find: '    isPackaged: app.isPackaged,\n    isRoot',
    replace: '    isPackaged: false,\n    isRoot',
    tests: packaged,
    title: 'it is not started with -',
  },
  ...[
    ['SSLKEYLOGFILE', '    delete env[name];\n', ''],
    ['NODE_DEBUG', "'NODE_DEBUG', ", ''],
    ['NODE_DEBUG_NATIVE', ", 'NODE_DEBUG_NATIVE'", ''],
  ].map(([name, find, replace]) => ({
    name: `variable-${name}`,
    file: 'src/main/shell/refused-variables.ts',
    find,
    replace,
    tests: ['src/main/shell/refused-variables.test.ts'],
  })),
  {
    name: 'variables-are-looked-at',
    file: 'src/main/index.ts',
    find: '    isPackaged: app.isPackaged,\n    env',
    replace: '    isPackaged: false,\n    env',
    tests: packaged,
    title: 'it writes the keys|it is not started with NODE_DEBUG',
  },

  // The package.
  ...fuses,
  {
    name: 'official-electron',
    file: 'electron-builder.yml',
    find: 'npmRebuild: false\n',
    replace: 'npmRebuild: false\nelectronVersion: 25.1.1\n',
    tests: packageUnit,
  },
  { name: 'archive', file: 'electron-builder.yml', find: 'asar: true\n', replace: 'asar: false\n', tests: packageUnit },
  {
    name: 'appimage-sandbox',
    file: 'scripts/package/appimage.mjs',
    find: '${home}/parley" "$@"',
    replace: '${home}/parley" --no-sandbox "$@"',
    tests: packagesUnit,
  },
  {
    name: 'release-electron',
    file: 'scripts/package/app.mjs',
    find: "(kind !== 'fallback' && version === devDependencies.electron)",
    replace: 'true',
    tests: packagesUnit,
  },
  {
    name: 'package-contents',
    file: 'electron-builder.yml',
    find: 'afterPack: ./scripts/package/complete.mjs\n',
    tests: packageUnit,
  },
  { name: 'hardened-runtime', file: 'electron-builder.yml', find: '  hardenedRuntime: true\n', tests: packageUnit },

  // The embedded server.
  {
    name: 'server-of-another-name',
    file: ownAddress,
    find: '    if (!isOwn(asked)) return 421;\n',
    tests: ownAddressUnit,
  },
  {
    name: 'server-asked-by-another-page',
    file: ownAddress,
    find: 'isFromForeignPage(headers, isEncrypted, written) ? 403 : undefined',
    replace: 'undefined',
    tests: ownAddressUnit,
  },
  {
    name: 'guesses-wait',
    file: throttle,
    find: 'if (!(await turnstile.pass(key, passenger))) return undefined;',
    replace: 'await Promise.resolve([turnstile, key, passenger]);',
    tests: guessing,
  },
  {
    name: 'guesses-wait-one-a-connection',
    file: throttle,
    find: "    if (this.waiting.has(line)) return 'too-often';\n",
    tests: guessing,
  },
  {
    name: 'guesses-shut-nobody-out',
    file: 'src/server/front/sign-in/turnstile.ts',
    find: 'const next = fresh.length > 0 ? fresh : all;',
    replace: 'const next = all.slice(0, fresh.length + 1);',
    tests: ['src/server/front/sign-in/turnstile.test.ts'],
  },
  {
    name: 'xmpp-nothing-without-tls',
    file: `${xmppStream}/reach.ts`,
    find: 'if (settings.isPlainAllowed && wire.isLoopback) return features;',
    replace: 'if (settings.domain) return features;',
    tests: xmppUnit,
  },
  {
    name: 'xmpp-no-words-before-tls',
    file: `${xmppStream}/wire.ts`,
    find: "    if (this.items.length > 0 || !this.reader.isAtStanzaEnd) throw away('words before TLS');\n",
    tests: xmppUnit,
  },
  {
    name: 'xmpp-no-password-without-tls',
    file: `${xmppStream}/sasl.ts`,
    find: "(mechanism !== 'PLAIN' || isSecure)",
    replace: "(mechanism !== 'PLAIN' || isSecure || true)",
    tests: xmppUnit,
  },
  {
    name: 'xmpp-no-weaker-sign-in',
    file: `${xmppStream}/sasl.ts`,
    find: '      index <= weakest &&\n',
    tests: xmppUnit,
  },
  {
    name: 'xmpp-service-proves-itself',
    file: `${xmppStream}/scram.ts`,
    find: "      throw away('SCRAM: the service does not prove that it knows the password');\n",
    replace: '      return;\n',
    tests: xmppUnit,
  },
  {
    name: 'xmpp-own-nonce',
    file: `${xmppStream}/scram.ts`,
    find: "    if (!nonce.startsWith(this.nonce) || nonce.length === this.nonce.length) throw away('SCRAM: not our nonce');\n",
    tests: xmppUnit,
  },
  {
    name: 'xmpp-enough-iterations',
    file: `${xmppStream}/scram.ts`,
    find: 'const minIterations = 4_096;',
    replace: 'const minIterations = 1;',
    tests: xmppUnit,
  },
  {
    name: 'xmpp-no-password-kept',
    file: `${xmppStream}/open-stream.ts`,
    find: 'if (areKept) this.secret = { user, keys };',
    replace: 'if (areKept) this.secret = { user, password, keys };',
    tests: xmppUnit,
  },
  {
    name: 'xmpp-answers-of-who-was-asked',
    file: `${xmppStream}/requests.ts`,
    find: 'if (!waiting || !isAnswerOf(waiting.to, from, own)) return false;',
    replace: 'if (!waiting || (isAnswerOf(waiting.to, from, own) && own === id)) return false;',
    tests: xmppUnit,
  },
  {
    name: 'xmpp-list-of-own-service',
    file: xmppIncoming,
    find: "type === 'set' && isTrusted && roster",
    replace: "type === 'set' && roster",
    tests: xmppSeatUnit,
  },
  {
    name: 'xmpp-blocked-by-own-service',
    file: xmppIncoming,
    find: "type === 'set' && isTrusted && block",
    replace: "type === 'set' && block",
    tests: xmppSeatUnit,
  },
  {
    name: 'xmpp-carbons-of-own-account',
    file: xmppIncoming,
    find: 'if (from.bare !== line.bare || !speaker) return;',
    replace: 'if (!speaker) return;',
    tests: xmppSeatUnit,
  },
  {
    name: 'xmpp-archive-of-who-was-asked',
    file: 'src/server/xmpp/archive.ts',
    find: ' || from !== question.of',
    tests: xmppSeatUnit,
  },
  ...[
    [
      'xmpp-mark-kept-before-receipts',
      'mark.ts',
      '      isKept = await this.saveOnce();\n      for (const then of afterwards) then();',
      '      for (const then of afterwards) then();\n      isKept = await this.saveOnce();',
      'mark.test.ts',
    ],
    ['xmpp-mark-before-what-is-unread', 'mark.ts', '!isAcknowledged || this.settled', 'this.settled', 'mark.test.ts'],
    ['xmpp-mark-before-what-is-unknown', 'mark.ts', ' || this.settled?.has(each) === false', '', 'seat.test.ts'],
    [
      'xmpp-mark-in-the-order-of-the-archive',
      'mark.ts',
      '[...settled, ...order, ...before.keys()]',
      'before.keys()',
      'seat.test.ts',
    ],
    [
      'xmpp-read-at-another-session',
      'mark.ts',
      'this.join(stored)',
      '{ passed: [], reached: undefined }',
      'mark.test.ts',
    ],
    ['xmpp-read-beyond-what-is-known', 'mark.ts', 'beyond.reached ?? this.reached', 'this.reached', 'mark.test.ts'],
    [
      'xmpp-mark-never-back',
      'mark.ts',
      'if (this.isBehind(id) || this.open.has(id)) return;',
      'if (this.open.has(id)) return;',
      'mark.test.ts',
    ],
    ['xmpp-other-words-are-another-message', 'conversations/message-id.ts', ' ${digestOf(words)}', '', 'seat.test.ts'],
    [
      'xmpp-there-before-it-asks',
      'missed.ts',
      '    arrive();\n    await this.look(true);\n',
      '    await this.look(true);\n    arrive();\n',
      'seat.test.ts',
    ],
    ['xmpp-first-session-hears-what-waits', 'missed.ts', 'if (id === first) return place;', '', 'seat.test.ts'],
    ['xmpp-own-words-of-before', 'missed.ts', 'isOwn && at < this.begunAt', 'isOwn', 'seat.test.ts'],
    ['xmpp-mark-seen-to-stand', 'mark.ts', 'isKept && this.checks === 0', 'isKept', 'mark.test.ts'],
    ['xmpp-a-check-takes-nothing-back', 'mark.ts', ' || !this.hasNews', '', 'mark.test.ts'],
    ['xmpp-mark-seen-in-the-end', 'mark.ts', '    if (this.checks > 0) this.isSaved = false;\n', '', 'mark.test.ts'],
    [
      'xmpp-read-until-seen-there',
      'mark.ts',
      '    this.keptRead = new Set(stored.read);\n    this.read',
      '    this.keptRead = new Set([...stored.read, ...this.read]);\n    this.read',
      'mark.test.ts',
    ],
    ['xmpp-mark-by-what-is-in-order', 'mark.ts', 'this.settled ?? this.open', 'this.open', 'mark.test.ts'],
    ['xmpp-what-is-older-moves-no-mark', 'mark.ts', '    if (this.older.has(id)) return;\n', '', 'seat.test.ts'],
    [
      'xmpp-rest-of-a-room',
      'conversations/room-past.ts',
      'if (!isAll) room.rest = last;',
      '',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-mark-kept-in-the-end',
      'mark.ts',
      '    if (this.isClosed || (isKept && this.checks === 0)) return;',
      '    if (isKept && this.checks === 0) return;',
      'mark.test.ts',
    ],
    [
      'xmpp-room-past-overlaps',
      'conversations/room-past.ts',
      'settled - overlapMs',
      'settled',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-room-mark-of-who-is-in-it',
      'conversations/room-past.ts',
      'if (room && isInElsewhere(room, this.context.seat.line.bare))',
      'if (room?.isReturning)',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-room-of-a-conference',
      'conversations/room-entry.ts',
      '!features.has(outlivesItsPeople)',
      "features.has('')",
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-room-left-while-entering',
      'conversations/room-entry.ts',
      'const isAlone = !room.isReturning && ',
      'const isAlone = ',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-no-words-of-who-has-the-nick-now',
      'conversations/room-talk.ts',
      'if (!isOld) return',
      'return',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-nobody-says-who-they-are',
      'conversations/room-talk.ts',
      '(past && archivedSpeaker(room, stanza)) ?? ',
      'archivedSpeaker(room, stanza) ?? ',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-no-address-where-none-are-seen',
      'conversations/room-talk.ts',
      '  if (!room.features.has(isOpen)) return undefined;\n',
      '',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-one-address-in-an-archive',
      'conversations/room-talk.ts',
      'named.size === 1 && ',
      '',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-ids-of-the-room-alone',
      'conversations/room-talk.ts',
      'id !== undefined && room.features.has(namesItsPeople)',
      'id !== undefined',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-told-back-by-oneself',
      'conversations/room-talk.ts',
      ' && (speaker ?? seat.ownUri) === seat.ownUri',
      '',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-asked-in-by-the-room',
      'conversations/room-guests.ts',
      "from.resource === '' ? x && child(x, 'invite') : undefined",
      "x && child(x, 'invite')",
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-nobody-else-for-who-cannot-be-named',
      'conversations/conversation-context.ts',
      'unsayableUri(bare)',
      'this.seat.ownUri',
      'seat.test.ts',
    ],
    [
      'xmpp-asked-once',
      'conversations/room-guests.ts',
      'isKnown || wasRead || ',
      'wasRead || ',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-rooms-of-others-stay',
      'conversations/left-rooms.ts',
      'isOwner && isOfAGateway(room)',
      'isOwner',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-rooms-talked-in-stay',
      'conversations/left-rooms.ts',
      '      if (!isOld(await lastSaidIn(archive, room))) continue;\n',
      '',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-a-passing-error-puts-nobody-out',
      'conversations/room-entry.ts',
      'if (isFinal.has(condition)) ',
      'if (condition) ',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-nothing-said-again-before-the-archive-is-asked',
      'seat.ts',
      ' && room?.isUnsettled === false',
      '',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-only-what-was-said-before-is-said-again',
      'conversations/sent-messages.ts',
      ' && sent.givenAt <= enteredAt',
      '',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-last-words-are-answered',
      'conversations/rooms.ts',
      '    this.giveUpLeft();\n',
      '',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-last-words-are-told-back',
      'conversations/rooms.ts',
      'return this.hearLeft(stanza, from)',
      'return',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-errors-of-the-room-alone',
      'conversations/rooms.ts',
      " || from.resource !== ''",
      '',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-rooms-come-back-to-stay',
      'conversations/left-rooms.ts',
      'isIn(room) || occupantsOf(info) !== 0',
      'occupantsOf(info) !== 0',
      'conversations/rooms.test.ts',
    ],
    [
      'xmpp-known-when-said-again',
      'conversations/message-id.ts',
      "  if (origin !== undefined) return messageIdBy(whose, 'origin', origin);\n",
      '',
      'conversations/message-id.test.ts',
    ],
    [
      'xmpp-invitation-takes-no-words',
      'conversations/message-id.ts',
      'digestOf(`${inviter} ${id} ${withLineFeeds(words)}`)',
      'digestOf(id)',
      'conversations/rooms.test.ts',
    ],
    ['xmpp-waits-within-a-size', 'backlog.ts', ' || this.chars > mostBacklogChars', '', 'memory.test.ts'],
    ['xmpp-known-by-no-long-id', 'heard.ts', 'key: digestOf(key)', 'key', 'memory.test.ts'],
    [
      'xmpp-cut-is-copied',
      'digest.ts',
      'Buffer.from(text.slice(0, most)).toString()',
      'text.slice(0, most)',
      'memory.test.ts',
    ],
    [
      'xmpp-whispers-of-own-service',
      'conversations/room-whispers.ts',
      '!from.domain.endsWith(`.${ownDomain}`) || ',
      '',
      'conversations/rooms.test.ts',
    ],
    ['xmpp-no-room-yet', 'conversations/room-entry.ts', " || bare === ''", '', 'conversations/room-on-the-way.test.ts'],
  ].map(([name, file, find, replace, test]) => ({
    ...{ name, find, replace },
    file: `src/server/xmpp/${file}`,
    tests: [`src/server/xmpp/${test}`],
  })),
  {
    name: 'xmpp-bounded-stanzas',
    file: `${xmppStream}/stream-reader.ts`,
    find: "    if (this.read - this.stanzaEnd > this.limits.chars) throw new Fault('policy-violation', 'a stanza too large');\n",
    tests: [`${xmppStream}/stream-reader.test.ts`],
  },
  {
    name: 'xmpp-no-document-types',
    file: `${xmppStream}/stream-reader.ts`,
    find: "    parser.on('doctype', restricted('a document type'));\n",
    tests: [`${xmppStream}/stream-reader.test.ts`],
  },
  // What an administrator has set.
  ...policyRules,
  ...policyInServices,

  // Where updates come from, and what is taken for one.
  ...[
    [
      'from-the-policy-alone',
      'feed-address',
      "isPackaged ? values['updates.address'] : loopback(env[feedVariable])",
      "loopback(env[feedVariable]) ?? values['updates.address']",
    ],
    ['not-over-images-of-others', 'update-way', "return program.startsWith(posix.join(folder, '/'));", 'return true;'],
    [
      'from-one-origin',
      'release',
      "  if (all.some(({ url }) => url.origin !== folder.origin)) throw new UpdateTrouble('another-origin');\n",
      '',
    ],
    ['plain-names', 'release', 'all.filter(({ url }) => isPlainName(url, extension))', 'all'],
    [
      'signatures-looked-at',
      'signature',
      "return (await verify([nobody], file)) === null ? 'the system did not look at the signature' : null;",
      'return null;',
    ],
    ['summed-again', 'app-image', "    if (sumOf(part) !== sha512) throw new UpdateTrouble('wrong-sum');\n", ''],
  ].map(([name, part, find, replace]) => ({
    name: `updates-${name}`,
    file: `src/main/updates/${part}.ts`,
    find,
    replace,
    tests: [`src/main/updates/${part}.test.ts`],
  })),
  ...[
    ['asked-nowhere-else', 'answer({ cancel: !isFeed })', 'answer({})'],
    ['as-long-as-said', 'answer({ cancel: !isRight })', 'answer({})'],
    ['tell-nothing', 'answer({ requestHeaders: { ...sentHeaders } })', 'answer({})'],
  ].map(([name, find, replace]) => ({
    name: `updates-${name}`,
    file: 'src/main/updates/feed-guard.ts',
    find,
    replace,
    tests: ['e2e/updater.spec.ts'],
  })),

  // What comes out of other programs' logs.
  ...[
    [
      'lines-of-one-form',
      'logs/log-time',
      '(form !== undefined && stamp.form !== form)',
      'false',
      'services/history-import',
    ],
    [
      'no-guessed-half-of-the-day',
      'logs/log-stamp',
      'else if (!isDated && !isIdle(word)) return undefined;',
      '',
      'logs/log-stamp',
    ],
    ['utf-16', 'logs/log-text', "if (mark === 'fffe') return rest.toString('utf16le');", '', 'services/history-import'],
    [
      'names-what-has-no-message',
      'services/history-import',
      "          else lost.add(file.path, summary.unread > 0 ? 'times' : 'empty');\n",
      '',
      'services/history-import',
    ],
    [
      'names-what-comes-in-part',
      'services/history-import',
      "else if (log.summary.unread > 0) lost.add(log.path, 'partly');",
      '',
      'services/history-import',
    ],
    [
      'names-of-logs-without-a-day',
      'services/find-logs',
      "leftOut.push({ path, why: 'unplaced' })",
      'undefined',
      'services/history-import',
    ],
    ['not-too-large', 'store/history/open-log', ' || size > maxLogBytes', '', 'services/history-import'],
    [
      'nothing-into-a-mouth',
      'logs/own-names',
      '  if (made.length > 1 && made.length === unknown.length && others.length === 0) return undefined;\n',
      '',
      'logs/read-log',
    ],
    [
      'no-name-of-both-folders',
      'logs/named-after',
      'if (isAccounts === isNamedSo(name, peer)) return undefined;',
      '',
      'services/history-import',
    ],
    [
      'not-of-a-day-to-come',
      'store/history/import-log',
      'messages.filter(({ at }) => at < latest)',
      'messages',
      'store/history/import-log',
    ],
    [
      'nothing-twice',
      'store/history/open-log',
      'times === 0 ? hash : hashOf([...said, times])',
      'hashOf([...said, Math.random()])',
      'store/history/import-log',
    ],
    [
      'twice-what-was-said-twice',
      'store/history/open-log',
      'seen.set(hash, times + 1);',
      '',
      'store/history/import-log',
    ],
  ].map(([name, file, find, replace, test]) => ({
    name: `import-${name}`,
    file: `src/main/${file}.ts`,
    find,
    replace,
    tests: [`src/main/${test}.test.ts`],
  })),

  // What is shown when.
  ...[
    [
      'heard-in-its-order',
      'bus/session-bus',
      'void setImmediate(() => hear(message))',
      'void (message.type === messageType.signal ? setImmediate(() => hear(message)) : hear(message))',
    ],
    ['gone-is-not-refused', 'bus/session-bus', "hasGone ? 'closed' : 'refused'", "'refused'"],
    ['newest-word-counts', 'desktop-notifications', 'if (question > settled) {', '{'],
    [
      'told-is-newer-than-answered',
      'desktop-notifications',
      '      settled = asked;\n      setInhibited',
      '      setInhibited',
    ],
    [
      'back-when-somebody-shows',
      'desktop-notifications',
      '      if (owner === undefined) return;\n',
      '      if (owner === undefined) return setInhibited(false);\n',
    ],
    [
      'held-until-the-next-is-back',
      'desktop-notifications',
      '      if (isInhibited) void followInhibition(owner);\n',
      '',
    ],
    ['quiet-hours', 'notifications', "    if (options.isQuietHour()) return 'quiet-hours';\n", ''],
    [
      'quiet-hours-for-everybody',
      'quiet',
      "if (quiet !== 'do-not-disturb' || !teamMay) return false;",
      'if (!teamMay) return false;',
      'notifications',
    ],
  ].map(([name, part, find, replace, test = part]) => ({
    name: `shown-${name}`,
    file: `src/main/shell/${part}.ts`,
    find,
    replace,
    tests: [`src/main/shell/${test}.test.ts`],
  })),
  ...[
    ['end-by-hand', 'quiet-hours', ' || now < hours.quietHoursSkippedUntil', ''],
    ['of-the-day-they-began', 'quiet-hours', 'goesOverMidnight ? [0, 1] : [0]', '[0]'],
  ].map(([name, part, find, replace]) => ({
    name: `quiet-hours-${name}`,
    file: `src/shared/${part}.ts`,
    find,
    replace,
    tests: [`src/shared/${part}.test.ts`],
  })),

  // Accounts and settings.
  ...[
    [
      'gone-from-the-form',
      'shared/profiles',
      "...(isSameAccount(settings, gone) && { server: '', user: '', rememberPassword: false })",
      '',
      'shared/profiles',
    ],
    [
      'of-the-server-that-is-set',
      'shared/profiles',
      '!isServerLocked || plain(server) === plain(settings.server)',
      'server !== undefined',
      'shared/profiles',
    ],
    ['of-nobody-else', 'shared/profiles', ' && plain(one.user) === plain(other.user)', '', 'shared/profiles'],
    [
      'kept-when-all-is-reset',
      'renderer/settings/usual-settings',
      '    .filter(({ isOfAccount }) => !isOfAccount)\n',
      '',
      'renderer/settings/usual-settings',
    ],
    [
      'reset-by-nobody-who-may-not',
      'renderer/settings/usual-settings',
      '!isLocked(id) && ',
      '',
      'renderer/settings/usual-settings',
    ],
    [
      'nothing-of-a-guest',
      'main/store/settings',
      'if (held === false) write(current);',
      'write(current);',
      'main/store/settings',
    ],
    [
      'found-by-their-names-first',
      'renderer/search/find-by-words',
      'if (isSame(name, query)) ranks[0]!.push(id);\n    else if',
      'if',
      'renderer/settings/settings-table',
    ],
    [
      'found-with-an-article',
      'renderer/search/find-by-words',
      '(meant.length > 0 ? meant : all).map(withoutArticle)',
      '(meant.length > 0 ? meant : all)',
      'renderer/settings/settings-table',
    ],
    [
      'found-by-what-a-question-is-about',
      'renderer/search/find-by-words',
      'all.filter((word) => !isFiller.has(word))',
      'all',
      'renderer/guide/pages',
    ],
  ].map(([name, file, find, replace, test]) => ({
    name: `settings-${name}`,
    file: `src/${file}.ts`,
    find,
    replace,
    tests: [`src/${test}.test.ts`],
  })),

  // What leaves the program.
  {
    name: 'markup-in-notifications',
    file: 'src/main/shell/notification-wire.ts',
    find: 'escapeMarkup(busText(content.body))',
    replace: 'busText(content.body)',
    tests: ['src/main/shell/notification-wire.test.ts'],
  },
  ...[
    ['names', 'escaped(text))', 'text)'],
    ['attributes', '="${escaped(value)}"', '="${value}"'],
    ['token', '!/^[\\da-f]{32}$/u.test(token)', 'false'],
  ].map(([name, find, replace]) => ({
    name: `toast-${name}`,
    file: 'src/main/shell/toast-xml.ts',
    find,
    replace,
    tests: ['src/main/shell/toast-xml.test.ts'],
  })),
  ...[
    ['ampersand', ".replaceAll('&', '&amp;')"],
    ['less', ".replaceAll('<', '&lt;')"],
    ['more', ".replaceAll('>', '&gt;')"],
  ].map(([name, find]) => ({
    name: `markup-${name}`,
    file: 'src/main/shell/notification-content.ts',
    find,
    tests: ['src/main/shell/notification-content.test.ts'],
  })),
  {
    name: 'log-not-where-a-link-leads',
    file: 'src/main/shell/log-file.ts',
    find: '  if (found && !isOwnFile(found)) throw new InTheWay();\n',
    tests: ['src/main/shell/log-file.test.ts'],
  },
  {
    name: 'log-for-the-person-alone',
    file: 'src/main/shell/log-file.ts',
    find: '      if (isOpenToOthers(found)) await closeToOthers(fd, 0o600);\n',
    tests: ['src/main/shell/log-file.test.ts'],
  },
  {
    name: 'no-settings-of-the-owner-for-a-guest',
    file: 'src/main/store/settings.ts',
    find: '      current = guestSettings(current);\n',
    replace: '',
    tests: ['src/main/store/settings.test.ts'],
  },
  {
    name: 'no-log-of-a-guest',
    file: 'src/main/shell/log-file.ts',
    find: "    if (owner === 'guest' || isRefused) return;\n",
    replace: '    if (isRefused) return;\n',
    tests: ['src/main/shell/log-file.test.ts'],
  },
  {
    name: 'exports-for-the-person-alone',
    file: privateFile,
    find: 'mode: 0o600, ',
    tests: ['src/main/store/private-file.test.ts'],
  },
  {
    name: 'exports-where-they-were-asked-for',
    file: privateFile,
    find: "    await rm(part, { force: true });\n    await write(createWriteStream(part, { mode: 0o600, flags: 'wx' }));\n",
    replace: '    await write(createWriteStream(part, { mode: 0o600 }));\n',
    tests: ['src/main/store/private-file.test.ts'],
  },
  {
    name: 'recording-of-no-guest',
    file: recordings,
    find: "isGuest() ? 'public-computer' : undefined",
    replace: 'undefined',
    tests: recordingsUnit,
  },
  {
    name: 'recording-where-it-is-allowed',
    file: recordings,
    find: "!isAllowed ? 'set-by-organisation' : ",
    tests: recordingsUnit,
  },
  {
    name: 'recording-ends-for-a-guest',
    file: recordings,
    find: "        void end('public-computer');\n        forget();\n",
    tests: recordingsUnit,
  },
  {
    name: 'recording-ends-with-its-session',
    file: recordings,
    find: "} else if (running?.isSessionOver) void end('signed-out');",
    replace: '}',
    tests: recordingsUnit,
  },
  {
    name: 'recording-ends-with-its-time',
    file: recordings,
    find: 'now() >= running.endsAt || monotonicNow() >= running.endsAtMonotonic',
    replace: 'false',
    tests: recordingsUnit,
  },
  {
    name: 'recording-for-the-person-alone',
    file: 'src/main/recording/serve-recording.ts',
    find: ", 'wx', 0o600",
    replace: ", 'w'",
    tests: ['src/main/recording/threads.test.ts'],
  },
  {
    name: 'recording-where-it-was-asked-for',
    file: 'src/main/recording/serve-recording.ts',
    find: "    makeRoom(file);\n    descriptor = openSync(file, 'wx', 0o600);\n",
    replace: "    descriptor = openSync(file, 'w', 0o600);\n",
    tests: ['src/main/recording/threads.test.ts'],
  },
  {
    name: 'recording-in-the-place-of-files-alone',
    file: 'src/main/recording/serve-recording.ts',
    find: 'if (there?.isFile() || there?.isSymbolicLink()) rmSync(file);',
    replace: 'if (there) rmSync(file);',
    tests: ['src/main/recording/threads.test.ts'],
  },
  {
    name: 'recording-not-read-by-guests',
    file: 'src/main/ipc/recording-handlers.ts',
    find: "    if (isGuest()) throw new FailureError('not-allowed', 'no recording on a public computer');\n",
    tests: ['src/main/ipc/recording-handlers.test.ts'],
  },
  {
    name: 'recording-without-half-lines',
    file: 'src/recording/line-file.ts',
    find: '      disk.truncate(descriptor, size);\n',
    tests: ['src/recording/line-file.test.ts'],
  },
  {
    name: 'exported-history',
    file: 'src/main/services/history-export.ts',
    find: 'await replaceFile(file, (stream) => pipeline(pieces, stream, { signal }))',
    replace: "await (await import('node:fs/promises')).writeFile(file, pieces)",
    tests: ['src/main/services/history-service.test.ts'],
  },
  {
    name: 'exported-diagnostics',
    file: 'src/main/diagnostics/export-diagnostics.ts',
    find: 'await replaceFile(file, (stream) => pipeline([zipped], stream))',
    replace: "await (await import('node:fs/promises')).writeFile(file, zipped)",
    tests: ['src/main/diagnostics/export-diagnostics.test.ts'],
  },
  {
    name: 'blocked-is-not-let-in',
    file: 'src/main/services/subscriber-answers.ts',
    find: "told.hasLevels || level === 'blocked' || isLost(error)",
    replace: 'told.hasLevels || isLost(error)',
    tests: ['src/main/services/subscriber-answers.test.ts'],
  },
  {
    name: 'group-stays-itself',
    file: 'src/main/uc/contacts/group-numbers.ts',
    find: 'if (!this.names.has(number)) return number;',
    replace: 'if (number >= 0) return number;',
    tests: ['src/main/uc/contacts/group-numbers.test.ts'],
  },
];
