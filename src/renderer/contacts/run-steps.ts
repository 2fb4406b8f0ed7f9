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

/** The command channel takes them one after another in any case; this many keep it busy. */
const atOnce = 20;

/** To ask for the next one leads to the same. */
const hopeless: ReadonlySet<FailureCode> = new Set([
  'not-signed-in',
  'unreachable',
  'unknown-host',
  'timeout',
  'credentials-needed',
]);

export async function runSteps<Item>(
  items: readonly Item[],
  run: (item: Item) => Promise<unknown>,
  onProgress: (count: number) => void,
  isStopped: () => boolean,
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
      try {
        await run(item);
        done.push(item);
      } catch (error) {
        const failure = failureOfError(error);
        refused.push({ item, failure });
        if (hopeless.has(failure.code)) isHopeless = true;
      }
      onProgress(done.length + refused.length);
    }
  }

  await Promise.all(Array.from({ length: atOnce }, work));
  return { done, refused, left: items.slice(next) };
}
