// A fault of the server itself, for its log: the class and the places in the program. Its message may repeat what somebody sent.

const maxPlaces = 8;

export function bugWords(error: unknown): string {
  if (!(error instanceof Error)) return 'a value';
  const { stack = '', message } = error;
  const end = stack.indexOf(message);
  // The message may look like the lines behind it: where it cannot be told where it ends, they count for nothing.
  const lines = end < 0 ? [] : stack.slice(end + message.length).split('\n');
  const places = lines.flatMap(
    (line) => /^ {4}at .*[/\\](?:out|src)[/\\](?:.*[/\\])?([\w.-]+:\d+:\d+)\)?$/u.exec(line.slice(0, 1_000))?.[1] ?? [],
  );
  const kind = /^(?:Type|Range|Syntax|Reference|URI)Error$/u.test(error.name) ? error.name : 'Error';
  return `${kind} at ${places.slice(0, maxPlaces).join(' < ')}`;
}
