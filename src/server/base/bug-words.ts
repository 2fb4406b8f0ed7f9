// How a bug of the server itself stands in its log: the class of the error and the lines of code that it came by. Never its message, which
// may repeat what somebody sent.

const maxPlaces = 8;

export function bugWords(error: unknown): string {
  if (!(error instanceof Error)) return 'a value';
  const { stack = '', message } = error;
  const end = stack.indexOf(message);
  // The message may look like the lines behind it: where it cannot be told where it ends, they count for nothing.
  const lines = end < 0 ? [] : stack.slice(end + message.length).split('\n');
  const places = lines.flatMap((line) => placeIn(line) ?? []);
  const kind = /^(?:Type|Range|Syntax|Reference|URI)Error$/u.test(error.name) ? error.name : 'Error';
  return `${kind} at ${places.slice(0, maxPlaces).join(' < ')}`;
}

/** Of a frame in a file of ours; what another library or Node itself does is no news. */
function placeIn(line: string): string | undefined {
  const isOurs = line.startsWith('    at ') && /[/\\](?:out|src)[/\\]/u.test(line);
  return isOurs ? /^[\w.-]+:\d+:\d+(?=\)?$)/u.exec(line.split(/[/\\]/u).at(-1) ?? '')?.[0] : undefined;
}
