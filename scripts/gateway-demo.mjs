// npm run gateway-demo -- [--yes] [--no-window]: sets up an XMPP service (ejabberd on PostgreSQL) and a gateway on this computer, in a
// folder of their own and on loopback alone, with people, and opens Parley on it. Another program for XMPP can join. Ends with Ctrl-C,
// or when Parley is quit; nothing of it stays.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import buildCommandLine from './support/build-command-line.mjs';
import { readCommandLine } from './support/command-line.mjs';
import { installPackages } from './support/packages.mjs';
import { checkNodeVersion } from './support/node-version.mjs';
import { endSignals, root } from './support/run.mjs';
import { withSources } from './support/sources.mjs';
import { step } from './support/step.mjs';
import { runMain, Stop } from './support/stop.mjs';
import { provideSystemPackages } from './support/system-packages.mjs';

await runMain(async () => {
  const { values } = readCommandLine('npm run gateway-demo -- [--yes] [--no-window]', {
    yes: { type: 'boolean', short: 'y', default: false },
    'no-window': { type: 'boolean', default: false },
  });
  checkNodeVersion();
  await provideSystemPackages(['services'], values);
  await installPackages();
  await step('Building the gateway', buildCommandLine);
  // From here on: what has been set up is taken away again.
  const ended = new Promise((done) => endSignals.forEach((signal) => process.once(signal, done)));
  return withSources(async (load) => {
    const { missingPrograms } = await load('/test/xmpp/rig/programs.ts');
    const missing = missingPrograms();
    if (missing.length > 0) throw new Stop(`This computer does not have ${missing.join(', ')}.`, 1);
    const { startGatewayDemo } = await load('/test/gateway/demo.ts');
    const demo = await step('Starting ejabberd and a gateway', startGatewayDemo);
    const answerer = answer(demo);
    try {
      console.log(words(demo));
      await Promise.race([ended, ...(values['no-window'] ? [] : [openParley(demo)])]);
      return 0;
    } finally {
      answerer.kill();
      await demo.stop();
    }
  });
});

/** With a profile of its own, in which the server is named. */
function openParley({ folder, policyFile }) {
  const env = { ...process.env, PARLEY_POLICY_FILE: policyFile, PARLEY_USER_DATA: join(folder, 'profile') };
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], { cwd: root, env, stdio: 'inherit' });
  return new Promise((done) => child.once('close', done));
}

function answer({ port, domain, caFile, people }) {
  const lee = people.find(({ user }) => user === 'lee');
  const args = [join(root, 'scripts/support/demo-answerer.mjs'), String(port), domain, lee.user, lee.password];
  return spawn(process.execPath, args, { env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile }, stdio: 'ignore' });
}

function words({ url, port, domain, caFile, people }) {
  const accounts = people.map(({ user, password, name }) => `  ${user.padEnd(6)} ${password.padEnd(12)} ${name}`);
  return `
The gateway is at ${url}, the XMPP service at 127.0.0.1:${port} (${domain}, certified by ${caFile}).
Sign in with Parley as one of these; Lee is there already, with another program, and answers:
${accounts.join('\n')}

With another program, for example: profanity, then
  /connect kim@${domain} server 127.0.0.1 port ${port} tls trust
Ctrl-C ends it all, and nothing of it stays.
`;
}
