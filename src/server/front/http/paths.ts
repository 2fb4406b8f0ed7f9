// The addresses of the service (protocol.md 1.1, 1.3), in lower case: they are compared without case.

export const paths = {
  forms: '/forms/logon.html',
  integrated: '/iwa/logon.html',
  command: '/cwa/maincommandhandler.ashx',
  data: '/cwa/asyncdatachannel.ashx',
} as const;

/** Single sign-on: where the token becomes a ticket, the form of the proxy that this server plays, and the way out. */
export const ssoPaths = { logon: '/sso/logon.html', form: '/sso/sign-in.html', logoff: '/sso/logoff.html' } as const;
