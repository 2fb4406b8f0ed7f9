// `addGroup` (protocol.md 3.18).
import type { Codec } from '../codec';
import { element } from '../xml';
import { attribute, childNamed, required } from '../xml-reader';

export interface AddGroupRequest {
  readonly kind: 'addGroup';
  readonly rid: string;
  readonly name: string;
  /** Only for a distribution group. */
  readonly externalUri?: string;
}

export const addGroupCodec: Codec<AddGroupRequest> = {
  element: 'addGroup',
  decode(source) {
    const group = required(childNamed(source, 'group'), 'group');
    const externalUri = attribute(group, 'externalUri');
    return {
      kind: 'addGroup',
      rid: required(attribute(source, 'rid'), 'rid'),
      name: required(attribute(group, 'name'), 'name'),
      ...(externalUri && { externalUri }),
    };
  },
  encode(value) {
    return element(
      'addGroup',
      { rid: value.rid },
      element('group', { name: value.name, externalUri: value.externalUri }),
    );
  },
};
