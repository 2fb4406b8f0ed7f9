// How one method of the IPC contract is written down.
import type * as v from 'valibot';

export type InputSchema = v.GenericSchema;

export interface MethodDefinition<Input extends InputSchema, Output> {
  /** Parsed by the main process before anything else looks at it. */
  readonly input: Input;
  /** A type only: the main process is trusted by its windows. */
  readonly output?: Output;
}

export function method<Input extends InputSchema>(
  input: Input,
): { returns<Output>(): MethodDefinition<Input, Output> } {
  return { returns: () => ({ input }) };
}
