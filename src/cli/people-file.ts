// The people file of `serve`: who may sign in. Read strictly, since a misspelt field would lock somebody out without a word.
import * as v from 'valibot';
import type { PersonRecord } from '../server/memory/directory/person-record';
import { readTextFile, UsageError } from './command-line';

const Uri = v.pipe(v.string(), v.regex(/^sip:[^\s@:]+@[^\s@]+$/iu, 'must be like sip:dana@example.com'));
const Words = v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'));

const Person = v.strictObject({
  uri: Uri,
  user: Words,
  password: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty'))),
  passwordHash: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^scrypt\$\d+\$\d+\$\d+\$[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+$/u, 'must be scrypt$N$r$p$salt$hash'),
    ),
  ),
  name: Words,
  title: v.optional(v.string()),
  company: v.optional(v.string()),
  office: v.optional(v.string()),
  email: v.optional(v.string()),
  phones: v.optional(
    v.array(v.strictObject({ type: v.picklist(['work', 'home', 'mobile', 'other']), number: v.string() })),
  ),
  groups: v.optional(v.record(v.string(), v.array(Uri))),
  contacts: v.optional(v.array(Uri)),
});
const People = v.strictObject({ people: v.array(Person) });

/** Throws `UsageError`. */
export function readPeopleFile(path: string): readonly PersonRecord[] {
  return parsePeople(path, readTextFile('--people', path));
}

/** `path` is for the words alone. */
export function parsePeople(path: string, text: string): readonly PersonRecord[] {
  const { issues, output } = v.safeParse(People, parseJson(path, text), { abortEarly: true });
  if (issues) {
    const [issue] = issues;
    throw new UsageError(`--people: ${path}: ${v.getDotPath(issue) ?? 'the file'} ${wordsOf(issue)}`);
  }
  refuseDoubles(path, 'uri', output.people);
  refuseDoubles(path, 'user', output.people);
  // An absent field of a schema is typed as possibly undefined; JSON has no undefined.
  return output.people as readonly PersonRecord[];
}

function parseJson(path: string, text: string): unknown {
  try {
    // Some editors put a byte-order mark in front.
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    throw new UsageError(`--people: ${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What is wrong, without the value: it may be a password. */
function wordsOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'regex' || issue.type === 'min_length') return issue.message;
  if (issue.expected === 'never') return 'is not a field that is known';
  return issue.received === 'undefined' ? 'is missing' : `must be ${issue.expected ?? 'something else'}`;
}

function refuseDoubles(path: string, field: 'uri' | 'user', people: readonly Record<'uri' | 'user', string>[]): void {
  const seen = new Set<string>();
  for (const person of people) {
    const key = person[field].toLowerCase();
    if (seen.has(key)) throw new UsageError(`--people: ${path}: ${field} ${person[field]} stands there twice`);
    seen.add(key);
  }
}
