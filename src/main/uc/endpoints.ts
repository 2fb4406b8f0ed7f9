// The paths of the service (protocol.md 1.1), absolute on the host.
export const endpoints = {
  formsLogon: '/forms/logon.html',
  integratedLogon: '/iwa/logon.html',
  command: '/cwa/MainCommandHandler.ashx',
  data: '/cwa/AsyncDataChannel.ashx',
} as const;

export function endpointUrl(serverUrl: string, path: string): string {
  return new URL(path, serverUrl).href;
}
