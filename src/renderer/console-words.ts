// An error for the console of a window, which a switch of Chromium's turns into a stream or a file. Whoever works on Parley sees the
// whole of it; elsewhere its message may repeat what somebody wrote, and is left out.
import { faultOf, faultText } from '../shared/fault';

export function consoleWords(error: unknown): unknown {
  return import.meta.env.DEV ? error : faultText(faultOf(error));
}
