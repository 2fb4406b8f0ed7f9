// `search` (protocol.md 3.31). An empty criterion means that it is absent (field notes, "Presence").
import { allowedNames, textOnly } from '../allowed-names';
import type { ValueOf } from '../codec';
import { ProtocolError } from '../protocol-error';
import { handMade, type PlacedField } from '../record';
import { request } from '../request';
import { textElement } from '../xml';
import { childText, childrenNamed, optionalWord, trimmedText } from '../xml-reader';

export type SearchRequest = ValueOf<typeof searchCodec>;

export const searchCodec = request('search', {
  firstName: terms('firstName'),
  lastName: terms('lastName'),
  displayName: terms('displayName'),
  emailAlias: terms('emailAlias'),
  /** Absent: `or`. */
  function: handMade<'and' | 'or'>(
    (source) => {
      const text = childText(source, 'function');
      const combine = optionalWord(text, ['and', 'or']);
      if (text !== undefined && !combine) throw new ProtocolError('missing-value', 'function');
      return combine;
    },
    (combine) => [textElement('function', combine)],
    allowedNames([], { function: textOnly }),
  ).optional,
});

function terms(name: string): PlacedField<readonly string[]> {
  return handMade<readonly string[]>(
    (source) =>
      childrenNamed(source, name)
        .map(trimmedText)
        .filter((term) => term !== ''),
    (all) => all.map((term) => textElement(name, term)),
    allowedNames([], { [name]: textOnly }),
  );
}
