#!/usr/bin/env node
// The command line: Parley's server and engine without a window. Standard output carries JSON lines and nothing else, but for
// `--version`; words for people go to standard error. Exit codes: 0 done, 1 the server or the network refused, 2 wrong usage.
import { version } from '../../package.json';
import { UsageError } from './command-line';
import { compare } from './compare';
import { connect } from './connect';
import { compareHelp, connectHelp, generalHelp, replayHelp, serveHelp } from './help';
import { JsonOutput } from './json-output';
import { replay } from './replay';
import { serve } from './serve';

const commands = {
  serve: { run: serve, help: serveHelp },
  connect: { run: connect, help: connectHelp },
  replay: { run: replay, help: replayHelp },
  compare: { run: compare, help: compareHelp },
};

// What it writes (`--log`) is for the person alone who runs it.
process.umask(0o077);
void main(process.argv.slice(2));

async function main([name, ...args]: readonly string[]): Promise<void> {
  const output = new JsonOutput(process.stdout);
  const code = await run(name, args, output);
  await output.flush();
  // Standard input may still be open, and a request on its way: neither is waited for.
  process.exit(code);
}

async function run(name: string | undefined, args: readonly string[], output: JsonOutput): Promise<number> {
  if (name === undefined) return tell(`parley-cli: no command\n\n${generalHelp}`, 2);
  if (name === '--help' || name === '-h' || name === 'help') return tell(generalHelp, 0);
  if (name === '--version') {
    // The one output that is no JSON: scripts look for it where all programs say it.
    process.stdout.write(`parley-cli ${version}\n`);
    return 0;
  }
  if (!isCommand(name)) return tell(`parley-cli: unknown command ${name}\n\n${generalHelp}`, 2);
  const command = commands[name];
  if (args.includes('--help') || args.includes('-h')) return tell(command.help, 0);
  try {
    return await command.run(args, output);
  } catch (error) {
    if (error instanceof UsageError) {
      return tell(`parley-cli ${name}: ${error.message}\nSee: parley-cli ${name} --help\n`, 2);
    }
    return tell(`parley-cli ${name}: ${error instanceof Error ? error.message : String(error)}\n`, 1);
  }
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name);
}

function tell(words: string, code: number): number {
  process.stderr.write(words);
  return code;
}
