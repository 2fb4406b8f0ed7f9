import { spaces } from './spaces';
import { child, type XmlElement } from './stream/element';

/** When it was said, by what is written on it (XEP-0203), in epoch milliseconds; undefined: nothing, or no time. */
export function writtenTime(element: XmlElement): number | undefined {
  const time = Date.parse(child(element, 'delay', spaces.delay)?.attrs['stamp'] ?? '');
  return Number.isNaN(time) ? undefined : time;
}
