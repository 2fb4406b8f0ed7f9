// Set-up of the integration tests: the command line as it will be run.
import { build } from 'vite';

export default async function setup() {
  await build({ configFile: 'vite.cli.config.mts', logLevel: 'warn' });
}
