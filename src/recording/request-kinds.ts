// What a request is, so that one of today can be held against one of then: the channel and, of commands, what they ask for.
import { ProtocolError } from '../protocol/protocol-error';
import { parseXml, type XmlElement } from '../protocol/xml';
import { elements, hasName, localName } from '../protocol/xml-reader';
import type { Ask } from './format';

export type Asked = Pick<Ask, 'channel' | 'path' | 'body'>;

/** `data`, `sign-in /forms/logon.html`, `command conference/sendMessage`; of several commands in one `command search+addGroup`. */
export function kindOf({ channel, path, body }: Asked): string {
  switch (channel) {
    case 'data':
      return 'data';
    case 'sign-in':
      return `sign-in ${/\/[^/]+\/logon\.html/iu.exec(path)?.[0].toLowerCase() ?? ''}`;
    case 'command': {
      const document = documentOf(body);
      return `command ${document ? elements(document).map(requestName).join('+') : ''}`;
    }
  }
}

/** `search`, `conference/sendMessage`. */
export function requestName(request: XmlElement): string {
  if (!hasName(request, 'conference')) return localName(request.name);
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
