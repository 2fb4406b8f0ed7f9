/** Each has its turn, also after one that has thrown: whoever breaks must not take the others along. Throws the first error at the end. */
export function runEach(steps: readonly (() => void)[]): void {
  const errors: unknown[] = [];
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
