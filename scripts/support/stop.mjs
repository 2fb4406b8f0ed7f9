// What a script cannot do: words for a person and an exit code, instead of a stack.

export class Stop extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs a script's main function; its result is the exit code. */
export async function runMain(main) {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedTerminal);
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = error.exitCode;
  }
}

/** When a terminal is closed, what is under way still has to be cleared away, though nobody reads how. */
function ignoreClosedTerminal(error) {
  if (error.code !== 'EIO') throw error;
}
