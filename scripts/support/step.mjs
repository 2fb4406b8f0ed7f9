// One line on the terminal a step, with the time it took. A long one shows that it is alive: on a terminal its time counts up in
// place, elsewhere (a log, CI) it says so every now and then.

const isTerminal = process.stdout.isTTY === true;
const tickMs = isTerminal ? 100 : 15_000;

/** `wordsFor` makes the words that end the line from what `work` came to. */
export async function step(title, work, wordsFor = () => 'done') {
  const start = performance.now();
  const elapsed = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  const show = (text, end) => process.stdout.write(isTerminal ? `\r\u001b[K${text}${end ? '\n' : ''}` : `${text}\n`);
  if (isTerminal) show(`${title} …`, false);
  const timer = setInterval(() => show(`${title} … ${elapsed()}`, false), tickMs);
  try {
    const result = await work();
    show(`${title}: ${wordsFor(result)} (${elapsed()})`, true);
    return result;
  } catch (error) {
    show(`${title}: failed (${elapsed()})`, true);
    throw error;
  } finally {
    clearInterval(timer);
  }
}
