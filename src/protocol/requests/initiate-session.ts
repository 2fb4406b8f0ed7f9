// `initiateSession` (protocol.md 3.2).
import type { Codec } from '../codec';
import { element, textElement } from '../xml';
import {
  attribute,
  childNamed,
  childText,
  childrenNamed,
  oneOf,
  optionalBoolean,
  optionalInteger,
  required,
} from '../xml-reader';

export interface SessionOptions {
  readonly autoPublishMachineState: boolean;
  readonly autoSubscribePresenceForContacts: boolean;
}

export interface InitiateSessionRequest {
  readonly kind: 'initiateSession';
  readonly rid: string;
  /** LCID. */
  readonly localeId?: number;
  readonly securityMode?: 'public' | 'private';
  /** First user state (5.1). */
  readonly userStateAvailability?: number;
  readonly options?: SessionOptions;
  /** Category names; the syntax of an entry is not documented (section 8): ours writes one `category name` each. */
  readonly categoryEventFilter?: readonly string[];
  /** Opaque, as received at sign-in. */
  readonly signInData?: string;
}

export const initiateSessionCodec: Codec<InitiateSessionRequest> = {
  element: 'initiateSession',
  decode(source) {
    const options = childNamed(source, 'options');
    const filter = childNamed(source, 'categoryEventFilter');
    const localeId = optionalInteger(childText(source, 'localeId'));
    const securityMode = oneOf(childText(source, 'securityMode'), ['public', 'private']);
    const userStateAvailability = optionalInteger(childText(source, 'userStateAvailability'));
    const signInData = childText(source, 'signInData');
    return {
      kind: 'initiateSession',
      rid: required(attribute(source, 'rid'), 'rid'),
      ...(localeId !== undefined && { localeId }),
      ...(securityMode && { securityMode }),
      ...(userStateAvailability !== undefined && { userStateAvailability }),
      ...(options && {
        options: {
          autoPublishMachineState: optionalBoolean(attribute(options, 'autoPublishMachineState')) ?? true,
          autoSubscribePresenceForContacts:
            optionalBoolean(attribute(options, 'autoSubscribePresenceForContacts')) ?? true,
        },
      }),
      ...(filter && {
        categoryEventFilter: childrenNamed(filter, 'category').map((child) => attribute(child, 'name') ?? ''),
      }),
      ...(signInData !== undefined && { signInData }),
    };
  },
  encode(value) {
    const { rid, options } = value;
    return element(
      'initiateSession',
      { rid },
      textElement('localeId', value.localeId),
      textElement('securityMode', value.securityMode),
      textElement('userStateAvailability', value.userStateAvailability),
      options && element('options', { ...options }),
      value.categoryEventFilter &&
        element(
          'categoryEventFilter',
          {},
          value.categoryEventFilter.map((name) => element('category', { name })),
        ),
      textElement('signInData', value.signInData),
    );
  },
};
