// What a started program says, made fit for a terminal: the logs of Chromium and of the session bus are kept back, and shown only if
// the program fails.

/** Like `[71:0102/030405.6:ERROR:bus.cc(407)] …`. Chromium's last words before it ends itself are no noise. */
const noise = /^(?:\[\d+:\d{4}\/\d{6}\.\d+:(?:VERBOSE\d*|INFO|WARNING|ERROR):[^\s\]]+\]|dbus-daemon\[\d+\]:)/u;
const keptLines = 30;

/**
 * `add` takes text as it comes and `flush` what was left without an end of line; `keptBack` has the last lines that were not shown.
 * @param show gets a whole line without its end
 */
export function createQuietOutput(show) {
  const keptBack = [];
  let rest = '';
  const line = (text) => {
    if (text === '') return;
    if (!noise.test(text)) return show(text);
    keptBack.push(text);
    if (keptBack.length > keptLines) keptBack.shift();
  };
  return {
    keptBack,
    add(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      lines.forEach(line);
    },
    flush() {
      line(rest);
      rest = '';
    },
  };
}
