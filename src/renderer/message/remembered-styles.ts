// How messages to a person looked last. Nothing of it is carried to anybody else. Pure.
import type { MessageStyle } from '../../shared/domain/message';
import type { PersonUri } from '../../shared/domain/person';
import { maxMessageStyles, type Settings } from '../../shared/settings';
import { isPlain, plainStyle, withPart } from './message-style';

type Remembered = Settings['messageStyles'];

/** The plain one for somebody who is not known, and for nobody. */
export function styleFor(remembered: Remembered, person: PersonUri | undefined): MessageStyle {
  const found = remembered.find(({ uri }) => uri === person);
  return found ? withPart(plainStyle, found.style) : plainStyle;
}

/** The newest first. A plain look needs no remembering. */
export function withStyleFor(remembered: Remembered, person: PersonUri, style: MessageStyle): Remembered {
  const others = remembered.filter(({ uri }) => uri !== person);
  return isPlain(style) ? others : [{ uri: person, style }, ...others].slice(0, maxMessageStyles);
}
