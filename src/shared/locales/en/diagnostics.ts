// The connection test: what each step tried, and what it means when it fails.
export default {
  title: 'Connection test',
  intro: 'Tries a server step by step and says where it ends. Nobody is signed in, and no password is sent.',
  server: 'Server address',
  run: 'Test the connection',
  running: 'Testing…',
  export: 'Export diagnostics',
  exportText:
    'Writes a zip with versions, settings and a log in codes and numbers: no names, addresses or messages. Read it before you send it to anybody.',
  managed: 'Set by your organisation',
  managedNothing: 'None of it counts.',
  refused: 'Refused',
  refusedWhole: 'all of it',
  exported: 'The diagnostics were written to the file.',
  passedAll: 'Every step passed: signing in should work.',
  outcome: { passed: 'Passed', failed: 'Failed', skipped: 'Not tried', unneeded: 'Does not apply' },
  step: {
    dns: 'The name is known',
    'dns-proxy': 'The name of the proxy is known',
    tcp: 'The computer answers',
    'tcp-proxy': 'The proxy lets through',
    tls: 'The connection can be encrypted',
    certificate: 'The certificate is trusted',
    'sign-in-page': 'The sign-in page is there',
    'command-channel': 'The command channel is there',
    'data-channel': 'The data channel is there',
  },
  meaning: {
    dns: 'No computer is known under this name. Check the spelling, and whether a VPN is needed.',
    tcp: 'The computer does not take connections at this port. It may be off, or a firewall stands between.',
    'dns-proxy':
      'This computer is set to reach the server through a proxy, and knows no computer under the name of that proxy. Check its network settings, and whether a VPN is needed.',
    'tcp-proxy':
      'This computer is set to reach the server through a proxy, which does not answer, or does not get through to the server. Check “Network” in the settings of Parley, the network settings of this computer and the address of the server.',
    'proxy-asks': 'The proxy wants to know who you are. When you sign in, Parley asks what to tell it.',
    tls: 'No encryption could be agreed on. The server may be too old, or something in between interferes.',
    'old-tls':
      'The server only speaks an outdated encryption, which is not allowed for it. The sign-in page offers to allow it for this server.',
    certificate:
      'The server cannot prove who it is. Nothing was sent to it. Compare what is below with what the administrator says before you trust it.',
    'sign-in-page':
      'Something answers, but not with a sign-in page of Communicator Web Access. The address may belong to another service.',
    'command-channel':
      'The sign-in page is there, but not the channel that requests go through. Ask the administrator.',
    'data-channel': 'The channel that news come through is not there. A proxy may block it. Ask the administrator.',
  },
  fact: {
    proxy: 'Proxy',
    addresses: 'Addresses',
    port: 'Port',
    milliseconds: 'Milliseconds',
    version: 'Version',
    subject: 'Issued to',
    issuer: 'Issued by',
    validTo: 'Valid until',
    fingerprint: 'SHA-256',
    status: 'HTTP status',
    detail: 'Details',
    problem: 'Problem',
  },
  problem: {
    'unknown-issuer': 'Nobody that this computer knows vouches for it',
    expired: 'It is out of date',
    'not-yet-valid': 'It is not valid yet: check the clock of this computer',
    'wrong-name': 'It belongs to another name',
    revoked: 'It was taken back',
    changed: 'It is not the one that you trusted before',
    other: 'It did not pass',
  },
};
