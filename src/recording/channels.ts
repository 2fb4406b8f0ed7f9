// The channel that a path belongs to (protocol.md 1.1).
import type { Channel } from './format';

const service = /\/(?:(?:forms|iwa|sso)\/logon\.html|cwa\/(?:MainCommandHandler|AsyncDataChannel)\.ashx)$/iu;

/** The path of the service at the end of one, without a query; undefined: it is none. */
export function serviceIn(path: string): string | undefined {
  return service.exec(path)?.[0];
}

/** Without what the service lies below at that server. `path`: with its query or without. */
export function servicePathOf(path: string): string {
  const at = path.indexOf('?');
  const [folder, query] = at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at)];
  return (serviceIn(folder) ?? folder) + query;
}

/** `path`: with its query or without. */
export function channelOf(path: string): Channel {
  if (/\/logon\.html(?:\?|$)/iu.test(path)) return 'sign-in';
  return /AsyncDataChannel\.ashx(?:\?|$)/iu.test(path) ? 'data' : 'command';
}
