// `compare`: what a recording's client asked is asked of our own server, and what both said is held against each other. Whoever else is
// in the recording is there too, and does what they did.
import { createNodeTransport } from '../main/uc/http/node/node-transport';
import { Comparison } from '../recording/compare/comparison';
import { deedsOf } from '../recording/compare/deeds';
import { peopleOf, type RecordedPerson } from '../recording/compare/people-of';
import { outcomesOf, type Entry } from '../recording/format';
import type { ServerOptions } from '../server/options';
import { startServer, type RunningServer } from '../server/server';
import { readFileOption, UsageError } from './command-line';
import { CompareClient } from './compare-client';
import { CompareCrowd } from './compare-crowd';
import type { JsonOutput } from './json-output';
import { readRecordingFile } from './replay';

const password = 'compare';
/** What others do shows up after a few of their polls. */
const patience = { pollMs: 20, wholeMs: 2_000 };

export interface Compared {
  readonly differences: readonly string[];
  /** What came in the place of answers, and could not be compared. */
  readonly disturbances: readonly string[];
}

/** Resolves with the exit code: 0, nothing differs; 1, something does. Throws `UsageError`. */
export async function compare(args: readonly string[], output: JsonOutput): Promise<number> {
  const { file } = readFileOption(args, {});
  const { entries } = readRecordingFile(file);
  const { self, others } = peopleOf(entries);
  if (!self) throw new UsageError(`${file} is of nobody: there is no sign-in by name and password in it`);
  const { differences, disturbances } = await compareWithOurs(entries, self, others);
  for (const what of disturbances) output.write({ event: 'disturbed', what });
  for (const what of differences) output.write({ event: 'difference', what });
  output.write({ event: 'compared', differences: differences.length, disturbed: disturbances.length });
  return differences.length === 0 ? 0 : 1;
}

/** `start`: what is compared with. */
export async function compareWithOurs(
  entries: readonly Entry[],
  self: RecordedPerson,
  others: readonly RecordedPerson[],
  start: (options: ServerOptions) => Promise<Pick<RunningServer, 'url' | 'stop'>> = startServer,
): Promise<Compared> {
  const people = [self, ...others].map((person) => ({ ...person, password }));
  const server = await start({ people, pollWaitMs: patience.pollMs }).catch(() => {
    throw new UsageError('the people of the recording cannot be those of a server');
  });
  const transport = createNodeTransport();
  const deeds = deedsOf(entries, self.uri);
  const crowd = new CompareCrowd({ serverUrl: server.url, transport, password, patience, others, self: self.uri });
  try {
    await crowd.gather([...deeds.values()].flat());
    const client = new CompareClient(server.url, transport, password, patience);
    const comparison = new Comparison(entries);
    const outcomes = outcomesOf(entries);
    const act = async (entry: Entry): Promise<void> => {
      for (const deed of deeds.get(entry) ?? []) await crowd.act(deed);
    };
    for (const entry of entries) {
      if ('ask' in entry) {
        if (entry.ask.channel === 'data' || !comparison.isToBeAsked(entry.n, entry.ask)) continue;
        await act(entry);
        comparison.note(entry.n, await client.ask(entry.ask));
      } else if ('answer' in entry && outcomes.get(entry.n) === entry) {
        const lost = comparison.lostSession(entry.n, entry.answer);
        if (lost !== undefined) await client.lose(lost);
        const heard = comparison.hear(entry.n, entry.answer);
        if (!heard) continue;
        await act(entry);
        const polled = await client.listen(heard);
        if (polled) comparison.note(entry.n, polled);
      }
    }
    return { differences: comparison.differences(client), disturbances: comparison.disturbances };
  } finally {
    crowd.dispose();
    transport.close();
    await server.stop();
  }
}
