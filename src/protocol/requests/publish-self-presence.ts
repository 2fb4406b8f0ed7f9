// `publishSelfPresence`: all or nothing (protocol.md 3.26).
import type { Codec } from '../codec';
import { element } from '../xml';
import { attribute, childrenNamed, optionalInteger, required } from '../xml-reader';
import { decodePayload, encodePayload, type CategoryPayload } from '../presence/category';

export interface PublishedCategory {
  readonly name: string;
  readonly instanceMask: number;
  /** Always written as `-1` (7.15); any value is read. */
  readonly payload?: CategoryPayload;
}

export interface PublishSelfPresenceRequest {
  readonly kind: 'publishSelfPresence';
  readonly rid: string;
  readonly categories: readonly PublishedCategory[];
}

export const publishSelfPresenceCodec: Codec<PublishSelfPresenceRequest> = {
  element: 'publishSelfPresence',
  decode(source) {
    const categories = childrenNamed(source, 'cwaCategory').map((category): PublishedCategory => {
      const payload = decodePayload(category);
      return {
        name: required(attribute(category, 'name'), 'name'),
        instanceMask: required(optionalInteger(attribute(category, 'instanceMask')), 'instanceMask'),
        ...(payload && { payload }),
      };
    });
    return {
      kind: 'publishSelfPresence',
      rid: required(attribute(source, 'rid'), 'rid'),
      categories: required(categories.length > 0 ? categories : undefined, 'cwaCategory'),
    };
  },
  encode(value) {
    return element(
      'publishSelfPresence',
      { rid: value.rid },
      value.categories.map(({ name, instanceMask, payload }) =>
        element('cwaCategory', { name, instanceMask, expires: -1 }, encodePayload(payload)),
      ),
    );
  },
};
