// npm run gateway-load -- [--sessions N] [--rate N] [--seconds N]: many sessions with held polls on two gateways behind HAProxy and two
// nodes of ejabberd, pairs of which talk (test/gateway/load). Prints what it takes; fails when a message was not heard or not confirmed.
import buildCommandLine from './support/build-command-line.mjs';
import { readCommandLine, wholeNumber } from './support/command-line.mjs';
import { withSources } from './support/sources.mjs';
import { runMain, Stop } from './support/stop.mjs';

await runMain(() => withSources(runLoad));

async function runLoad(load) {
  const { missingForCluster } = await load('/test/gateway/cluster.ts');
  const { runGatewayLoad, hasLoadTrouble } = await load('/test/gateway/load/run-gateway-load.ts');
  const { values } = readCommandLine('npm run gateway-load -- [--sessions N] [--rate N] [--seconds N]', {
    sessions: { type: 'string', default: '1000' },
    rate: { type: 'string', default: '40' },
    seconds: { type: 'string', default: '600' },
  });
  const options = {
    sessions: wholeNumber('sessions', values.sessions, 2),
    perSecond: wholeNumber('rate', values.rate, 1),
    seconds: wholeNumber('seconds', values.seconds, 1),
  };
  const missing = missingForCluster();
  if (missing.length > 0) throw new Stop(`This computer does not have ${missing.join(', ')}.`, 1);
  await buildCommandLine();
  const report = await runGatewayLoad({ ...options, onProgress: (line) => console.log(`  … ${line}`) });
  for (const [title, value] of Object.entries(report)) {
    if (title === 'trouble') continue;
    console.log(`  ${title}: ${Array.isArray(value) ? value.join(', ') : value}`);
  }
  console.log(`  trouble: ${report.trouble.length}`);
  for (const line of report.trouble.slice(0, 10)) console.log(`    ${line}`);
  return hasLoadTrouble(report) ? 1 : 0;
}
