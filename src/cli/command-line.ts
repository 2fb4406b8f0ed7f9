// Reading options: node:util does the splitting, this gives its complaints and the values' plain words.
import { readFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Wrong usage: exit code 2 with these words. They never repeat the value of a secret. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T; strict: true }>>['values'];

export function readOptions<T extends Options>(args: readonly string[], options: T): Values<T> {
  return parse(args, options, false).values;
}

/** The same for a command that is about one file. */
export function readFileOption<T extends Options>(
  args: readonly string[],
  options: T,
): { readonly file: string; readonly values: Values<T> } {
  const { values, positionals } = parse(args, options, true);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('exactly one FILE is needed');
  return { file, values };
}

function parse<T extends Options>(
  args: readonly string[],
  options: T,
  allowPositionals: boolean,
): { readonly values: Values<T>; readonly positionals: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals });
    return { values: values as Values<T>, positionals };
  } catch (error) {
    // Its first sentence says what is wrong; the rest is advice for programmers.
    throw new UsageError(error instanceof Error ? (error.message.split(/\.(?:\s|$)/u)[0] ?? '') : String(error));
  }
}

/** A whole number within bounds; absent stays absent. */
export function readInteger(
  name: string,
  value: string | undefined,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: { readonly min?: number; readonly max?: number } = {},
): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^\d+$/u.test(value) || number < min || number > max) {
    const bounds = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
    throw new UsageError(`${name} wants a whole number ${bounds}, not "${value}"`);
  }
  return number;
}

/** A file that an option names, as text. */
export function readTextFile(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${name}: ${path} ${fileTrouble(error)}`);
  }
}

export function fileTrouble(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'may not be opened by you';
    case 'EISDIR':
      return 'is a folder';
    default:
      return `cannot be opened (${(error as NodeJS.ErrnoException).code ?? String(error)})`;
  }
}
