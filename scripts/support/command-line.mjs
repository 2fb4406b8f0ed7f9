// What the scripts of this repository understand of their command lines: a mistake is said in words, with exit code 2.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Stop } from './stop.mjs';

/**
 * `options` as `parseArgs` of Node takes them. Throws a `Stop` with the usage at one that is unknown or wants a value.
 */
export function readCommandLine(usage, options, { args = process.argv.slice(2), allowPositionals = false } = {}) {
  const help = { help: { type: 'boolean', short: 'h', default: false } };
  let read;
  try {
    read = parseArgs({ args, options: { ...options, ...help }, allowPositionals });
  } catch (error) {
    if (!String(error.code).startsWith('ERR_PARSE_ARGS_')) throw error;
    throw new Stop(`${error.message.split('. ')[0]}.\nUsage: ${usage}`, 2);
  }
  if (read.values.help) throw new Stop(`Usage: ${usage}`, 0);
  return read;
}

/** A file named on the command line, as a whole path: npm runs a script in the repository, and tells where its user stood. */
export function fromWhereOneStands(path, env = process.env) {
  return resolve(env.INIT_CWD ?? process.cwd(), path);
}

/** For the options that make a run come out the same once more. */
export const newSeed = () => String(Math.floor(Math.random() * 2 ** 31));

/** Of `--name`. Throws a `Stop` unless it is a whole number, and at least `least`. */
export function wholeNumber(name, value, least = Number.MIN_SAFE_INTEGER) {
  const number = value.trim() === '' ? NaN : Number(value);
  if (Number.isSafeInteger(number) && number >= least) return number;
  const from = least === Number.MIN_SAFE_INTEGER ? '' : ` of at least ${least}`;
  throw new Stop(`--${name} takes a whole number${from}, not "${value}".`, 2);
}
