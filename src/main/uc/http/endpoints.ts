// The paths of the service (protocol.md 1.1), joined below its base.
export const endpoints = {
  formsLogon: '/forms/logon.html',
  integratedLogon: '/iwa/logon.html',
  ssoLogon: '/sso/logon.html',
  command: '/cwa/MainCommandHandler.ashx',
  data: '/cwa/AsyncDataChannel.ashx',
} as const;

/** `path`: one of `endpoints`, with a query or without. */
export function endpointUrl(serverUrl: string, path: string): string {
  return endpointsBelow(serverUrl)(path);
}

/** The same for one server again and again: its address is read once. */
export function endpointsBelow(serverUrl: string): (path: string) => string {
  const base = baseOf(serverUrl);
  return (path) => `${base}${path}`;
}

/** Whether an address is one of this server's: the host may have others at other paths. Letter case is no difference to it. */
export function isBelow(serverUrl: string, url: string): boolean {
  return url.toLowerCase().startsWith(`${baseOf(serverUrl)}/`.toLowerCase());
}

/** Put together rather than resolved: the paths begin with a slash and would lead to the root of the host. */
function baseOf(serverUrl: string): string {
  const { origin, pathname } = new URL(serverUrl);
  return origin + pathname.replace(/(?<!\/)\/+$/u, '');
}
