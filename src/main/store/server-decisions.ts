// What the person decided about servers, in `servers.json`: by origin, and for that origin only. A file that cannot be read is set
// aside and told about, as the settings are; an entry that makes no sense counts for nothing, so that nothing is trusted by mistake, and
// stays in the file until that server is decided on here.
import { join } from 'node:path';
import * as v from 'valibot';
import { carriedEntries } from './carried-fields';
import { setAsideBroken } from './readable-file';
import type { JsonFile, FileTrouble, SettingsOptions } from './settings';
import { toldWrites } from './told-writes';

/** What the trusted certificate says of itself: for the person to see, and for nothing else. */
const FactsSchema = v.object({
  subject: v.pipe(v.string(), v.maxLength(1_000)),
  issuer: v.pipe(v.string(), v.maxLength(1_000)),
  validFrom: v.number(),
  validTo: v.number(),
});

const DecisionSchema = v.object({
  allowsOldTls: v.optional(v.boolean(), false),
  /** SHA-256 of the one certificate to accept. */
  fingerprint: v.optional(v.pipe(v.string(), v.regex(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/u))),
  /** Not there in files of older versions; without it the fingerprint counts all the same. */
  certificate: v.fallback(v.optional(FactsSchema), undefined),
});
export type Decision = Readonly<v.InferOutput<typeof DecisionSchema>>;
export type Decisions = ReadonlyMap<string, Decision>;

export interface ServerDecisions {
  all(): Decisions;
  /** Takes the place of what was decided before. What cannot be written holds until the end of this run. */
  replace(decisions: Decisions): void;
}

/** Options and troubles are those of the settings. */
export function openServerDecisions({
  folder,
  openFile,
  onTrouble = () => {},
  now = Date.now,
}: SettingsOptions): ServerDecisions {
  const setAside = setAsideBroken(join(folder, 'servers.json'), now());
  if (setAside !== undefined) onTrouble({ kind: 'set-aside', path: setAside });

  const told = toldWrites(onTrouble);
  let file: JsonFile | undefined;
  let current: Decisions = new Map();
  try {
    const opened = (file = openFile({ name: 'servers', cwd: folder }));
    current = readDecisions(opened.store);
    opened.onWrittenLater?.(told.later);
    opened.onOpened?.(() => (current = readDecisions(opened.store)));
  } catch (error) {
    onTrouble({ kind: 'not-saved', error } satisfies FileTrouble);
  }

  return {
    all: () => current,
    replace(decisions) {
      current = decisions;
      told(() => {
        if (file) file.store = carriedEntries(file.store, Object.fromEntries(decisions), readDecision);
      });
    },
  };
}

function readDecisions(stored: Readonly<Record<string, unknown>>): Decisions {
  const decisions = new Map<string, Decision>();
  for (const [origin, value] of Object.entries(stored)) {
    const decision = readDecision(origin, value);
    if (decision) decisions.set(origin, decision);
  }
  return decisions;
}

function readDecision(origin: string, value: unknown): Decision | undefined {
  const parsed = v.safeParse(DecisionSchema, value);
  return isOrigin(origin) && parsed.success ? parsed.output : undefined;
}

/** Of an encrypted address, as `URL` writes it: there is nothing to decide about any other. */
function isOrigin(text: string): boolean {
  try {
    const { protocol, origin } = new URL(text);
    return protocol === 'https:' && origin === text;
  } catch {
    return false;
  }
}
