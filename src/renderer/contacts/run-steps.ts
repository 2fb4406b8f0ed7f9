// Does many things a few at a time, and tells apart what was done, what was refused and what was not tried. No Vue in here.
import { failureOfError, type Failure, type FailureCode } from '../../shared/domain/failure';

export interface Refused<Item> {
  readonly item: Item;
  readonly failure: Failure;
}

export interface StepsResult<Item> {
  readonly done: readonly Item[];
  readonly refused: readonly Refused<Item>[];
  /** Somebody stopped it, or there is no way to the server. */
  readonly left: readonly Item[];
}

/** A hand on what goes on. */
export interface StepsHand {
  /** Nothing more is begun. */
  readonly isStopped: () => boolean;
  /** Resolves when nobody waits any more: of what is on its way by then nothing is known. Default: never. */
  readonly givenUp?: Promise<unknown>;
}

/** The command channel takes them one after another in any case; this many keep it busy. */
const atOnce = 20;

const hopeless: ReadonlySet<FailureCode> = new Set([
  'not-connected',
  'not-signed-in',
  'unreachable',
  'unknown-host',
  'timeout',
  'credentials-needed',
]);

/** There is no way to the server: to ask for the next one leads to the same, after a wait of its own. */
export const leadsNowhere = ({ code }: Failure): boolean => hopeless.has(code);

const unknownOutcome: Failure = { code: 'unknown-outcome' };

/** Why it was not done, if it was not. */
export async function failureOf(work: Promise<unknown>, givenUp?: Promise<unknown>): Promise<Failure | undefined> {
  const settled = work.then(
    () => undefined,
    (error: unknown) => failureOfError(error),
  );
  return givenUp ? Promise.race([settled, givenUp.then(() => unknownOutcome)]) : settled;
}

export async function runSteps<Item>(
  items: readonly Item[],
  run: (item: Item) => Promise<unknown>,
  onProgress: (count: number) => void,
  { isStopped, givenUp }: StepsHand,
): Promise<StepsResult<Item>> {
  const done: Item[] = [];
  const refused: Refused<Item>[] = [];
  let next = 0;
  let isHopeless = false;

  async function work(): Promise<void> {
    for (;;) {
      if (isHopeless || isStopped()) return;
      const item = items[next];
      if (item === undefined) return;
      next += 1;
      const failure = await failureOf(run(item), givenUp);
      if (!failure) done.push(item);
      else refused.push({ item, failure });
      if (failure && leadsNowhere(failure)) isHopeless = true;
      onProgress(done.length + refused.length);
    }
  }

  await Promise.all(Array.from({ length: atOnce }, work));
  return { done, refused, left: items.slice(next) };
}
