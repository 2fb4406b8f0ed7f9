// `search` (protocol.md 3.31). An empty criterion means that it is absent (field notes, "Presence").
import type { Codec } from '../codec';
import { ProtocolError } from '../protocol-error';
import { element, textElement, type XmlElement } from '../xml';
import { attribute, childText, childrenNamed, oneOf, rawText, required } from '../xml-reader';

export interface SearchRequest {
  readonly kind: 'search';
  readonly rid: string;
  readonly firstName: readonly string[];
  readonly lastName: readonly string[];
  readonly displayName: readonly string[];
  readonly emailAlias: readonly string[];
  /** Absent: `or`. */
  readonly function?: 'and' | 'or';
}

export const searchCodec: Codec<SearchRequest> = {
  element: 'search',
  decode(source) {
    const functionText = childText(source, 'function');
    const combine = oneOf(functionText, ['and', 'or']);
    if (functionText !== undefined && !combine) throw new ProtocolError('missing-value', 'function');
    return {
      kind: 'search',
      rid: required(attribute(source, 'rid'), 'rid'),
      firstName: terms(source, 'firstName'),
      lastName: terms(source, 'lastName'),
      displayName: terms(source, 'displayName'),
      emailAlias: terms(source, 'emailAlias'),
      ...(combine && { function: combine }),
    };
  },
  encode(value) {
    const fields = ['firstName', 'lastName', 'displayName', 'emailAlias'] as const;
    return element(
      'search',
      { rid: value.rid },
      fields.flatMap((field) => value[field].map((term) => textElement(field, term))),
      textElement('function', value.function),
    );
  },
};

function terms(source: XmlElement, name: string): string[] {
  return childrenNamed(source, name)
    .map((child) => rawText(child).trim())
    .filter((term) => term !== '');
}
