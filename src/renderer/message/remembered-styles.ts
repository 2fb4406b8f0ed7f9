// How messages to a person looked last. Nothing of it is carried to anybody else. Pure.
import type { MessageStyle } from '../../shared/domain/message';
import type { PersonUri } from '../../shared/domain/person';
import { maxMessageStyles, type Settings } from '../../shared/settings';
import { isSameLook, plainStyle, withPart } from './message-style';

type Remembered = Settings['messageStyles'];

/** The usual one for somebody who is not known, and for nobody. */
export function styleFor(
  remembered: Remembered,
  person: PersonUri | undefined,
  usual: MessageStyle = plainStyle,
): MessageStyle {
  const found = remembered.find(({ uri }) => uri === person);
  return found ? withPart(plainStyle, found.style) : usual;
}

/** The newest first. The usual look needs no remembering. */
export function withStyleFor(
  remembered: Remembered,
  person: PersonUri,
  style: MessageStyle,
  usual: MessageStyle = plainStyle,
): Remembered {
  const others = remembered.filter(({ uri }) => uri !== person);
  return isSameLook(style, usual) ? others : [{ uri: person, style }, ...others].slice(0, maxMessageStyles);
}
