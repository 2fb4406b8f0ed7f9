// What is asked of the list of the last run, and of what stands in it, waits for the session that has it: it is meant of that user's, and
// of no other.
import type { LastListService } from '../services/last-list';

export type AfterList = <Input, Output>(ask: (input: Input) => Promise<Output>) => (input: Input) => Promise<Output>;

export function afterList({ whenTold }: Pick<LastListService, 'whenTold'>): AfterList {
  return (ask) => async (input) => {
    await whenTold();
    return ask(input);
  };
}
