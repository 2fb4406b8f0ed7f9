// Where something listens on a network. Pure.

export interface Place {
  /** Without the brackets of IPv6. */
  readonly host: string;
  readonly port: number;
}

/** `im.example.com:443`, `[2001:db8::1]:443`. */
export function placeText({ host, port }: Place): string {
  // Chromium tells some with their brackets.
  return `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
}
