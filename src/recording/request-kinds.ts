// What a request is, so that one of today can be held against one of then: the channel and, of commands, what they ask for.
import { ProtocolError } from '../protocol/protocol-error';
import { parseXml, type XmlElement } from '../protocol/xml';
import { elements, hasName, localName } from '../protocol/xml-reader';
import type { Ask } from './format';

export type Asked = Pick<Ask, 'channel' | 'path' | 'body'>;

/** `data`, `sign-in /forms/logon.html`, `command conference/sendMessage`. */
export function kindOf({ channel, path, body }: Asked): string {
  switch (channel) {
    case 'data':
      return 'data';
    case 'sign-in':
      return `sign-in ${/\/[^/]+\/logon\.html/iu.exec(path)?.[0].toLowerCase() ?? ''}`;
    case 'command':
      return `command ${elements(documentOf(body) ?? noElement)
        .map((request) => (hasName(request, 'conference') ? conferenceRequest(request) : localName(request.name)))
        .join('+')}`;
  }
}

const noElement: XmlElement = { name: '', attributes: {}, children: [] };

function conferenceRequest(request: XmlElement): string {
  const [action] = elements(request);
  return action ? `conference/${localName(action.name)}` : 'conference';
}

/** Undefined where it is none that can be read. */
export function documentOf(body: string | undefined): XmlElement | undefined {
  try {
    return body === undefined ? undefined : parseXml(body);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}
