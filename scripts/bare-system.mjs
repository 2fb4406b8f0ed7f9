// npm run bare-system [-- --keep]: does Parley start, test and install with nothing there but Node? Makes a minimal Debian in a folder, with this
// Node and a clone of the last commit in it, and does there as root without a terminal what README.md says: npm start (with pictures), the
// unit tests, the package installed. Takes root, debootstrap, and half an hour on a small machine.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readCommandLine } from './support/command-line.mjs';
import { hasProgram, root, run } from './support/run.mjs';
import { step } from './support/step.mjs';
import { runMain, Stop } from './support/stop.mjs';

const minute = 60_000;
/**
 * What the package wants of a system besides what it depends on: a display to look at nothing on. In the foreground: else `timeout` ends
 * Chromium's processes beside the one that should end them.
 */
const starter = 'xvfb-run -a dbus-run-session -- timeout --foreground --preserve-status 20 parley --disable-gpu';

/** Each on the shell of the bare system, in this order. */
const trials = [
  [
    'npm start -- --picture',
    'npm start -- --picture /tmp/first.png && test -s /tmp/first.png && test -s /tmp/first-conversation.png',
  ],
  ['npm test -- --unit', 'npm test -- --unit'],
  ['npm run package -- --only deb --for-testing', 'npm run package -- --only deb --for-testing'],
  ['apt-get install parley', 'apt-get install -q -y --no-install-recommends ./dist/*.deb'],
  ['parley, as a person without rights', `cd / && useradd -m visitor && su visitor -c '${starter}'`],
  ['parley-cli --version', 'parley-cli --version'],
  ['apt-get purge parley', 'apt-get purge -q -y parley && ! test -e /usr/lib/parley && ! command -v parley'],
];

await runMain(async () => {
  const { values } = readCommandLine('npm run bare-system [-- --keep]', { keep: { type: 'boolean', default: false } });
  if (process.platform !== 'linux' || process.getuid() !== 0)
    throw new Stop('This makes a system in a folder: only root on Linux can.');
  if (!hasProgram('debootstrap')) throw new Stop('debootstrap is missing: apt-get install debootstrap');
  const system = mkdtempSync(join(tmpdir(), 'parley-bare-'));
  const mounts = ['proc', 'sys', 'dev', 'dev/shm'];
  let failed = 0;
  try {
    await must('Making a bare Debian', 'debootstrap', ['--variant=minbase', release(), system]);
    // A person without rights is to come in too.
    chmodSync(system, 0o755);
    for (const each of mounts) spawnSync('mount', ['--bind', `/${each}`, join(system, each)]);
    furnish(system);
    await must('Cloning', 'git', ['clone', '--quiet', root, join(system, 'home/parley')]);
    for (const [title, command] of trials) {
      const { code, output } = await step(
        title,
        () => inside(system, command),
        ({ code: ended }) => (ended === 0 ? 'done' : 'failed'),
      );
      if (code === 0) continue;
      failed++;
      console.log(output.trim().split('\n').slice(-30).join('\n'));
    }
    for (const name of ['first.png', 'first-conversation.png']) {
      if (existsSync(join(system, 'tmp', name))) cpSync(join(system, 'tmp', name), join(root, 'test-results', name));
    }
  } finally {
    for (const each of mounts.reverse()) spawnSync('umount', ['--lazy', join(system, each)]);
    if (values.keep) console.log(`Kept: ${system}`);
    // What is still mounted there is this machine's own.
    else if (readFileSync('/proc/mounts', 'utf8').includes(system))
      console.log(`Still in use, remove it later: ${system}`);
    else rmSync(system, { recursive: true, force: true });
  }
  console.log(`\n${trials.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

function release() {
  return /^VERSION_CODENAME=(\w+)$/mu.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'bookworm';
}

/** Node and npm, as a person would have unpacked them; how this machine gets to the network; nothing else. */
function furnish(system) {
  const npm = dirname(
    dirname(
      spawnSync('readlink', ['-f', spawnSync('which', ['npm'], { encoding: 'utf8' }).stdout.trim()], {
        encoding: 'utf8',
      }).stdout.trim(),
    ),
  );
  mkdirSync(join(system, 'usr/local/lib/node_modules'), { recursive: true });
  cpSync(process.execPath, join(system, 'usr/local/bin/node'));
  cpSync(npm, join(system, 'usr/local/lib/node_modules/npm'), { recursive: true });
  for (const name of ['npm', 'npx']) {
    writeFileSync(
      join(system, 'usr/local/bin', name),
      `#!/bin/sh\nexec node /usr/local/lib/node_modules/npm/bin/${name}-cli.js "$@"\n`,
      { mode: 0o755 },
    );
  }
  const wanted = [
    '/etc/resolv.conf',
    '/etc/hosts',
    process.env.NODE_EXTRA_CA_CERTS,
    join(homedir(), '.npmrc'),
    '/etc/npmrc',
  ];
  for (const file of wanted) {
    if (!file || !existsSync(file)) continue;
    mkdirSync(dirname(join(system, file)), { recursive: true });
    cpSync(file, join(system, file), { dereference: true });
  }
}

function inside(system, command) {
  const shell = ['chroot', system, 'sh', '-c', `cd /home/parley && ${command}`];
  const env = {
    ...process.env,
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: homedir(),
    DEBIAN_FRONTEND: 'noninteractive',
  };
  for (const name of [
    'DISPLAY',
    'WAYLAND_DISPLAY',
    'XAUTHORITY',
    'DBUS_SESSION_BUS_ADDRESS',
    'npm_execpath',
    'npm_node_execpath',
  ])
    delete env[name];
  return run(shell[0], shell.slice(1), { env, timeoutMs: 60 * minute });
}

async function must(title, command, args) {
  await step(title, async () => {
    const { code, output } = await run(command, args, { timeoutMs: 20 * minute });
    if (code !== 0) throw new Stop(`${command} failed:\n${output.trim().split('\n').slice(-10).join('\n')}`);
  });
}
