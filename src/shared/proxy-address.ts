// The address of a fixed proxy: host and port, and before them which kind of proxy it is. No name and no password: a proxy asks for them
// by itself, and what is written down here others may read. Pure.

/** Which way: as the system has it, none, or one whose address is written down. */
export const proxyModes = ['system', 'none', 'fixed'] as const;

export type ProxyAddressProblem = 'empty' | 'no-port' | 'names-somebody' | 'unknown-kind' | 'not-an-address';

export type ProxyAddress =
  /** As Chromium takes it. */
  { readonly ok: true; readonly address: string } | { readonly ok: false; readonly problem: ProxyAddressProblem };

/** As people write them, and as Chromium does. Plain SOCKS is the newer one, which looks names up itself. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['http', ''],
  ['https', 'https://'],
  ['socks', 'socks5://'],
  ['socks5', 'socks5://'],
  ['socks4', 'socks4://'],
]);

export function parseProxyAddress(typed: string): ProxyAddress {
  const text = typed.trim();
  if (text === '') return wrong('empty');
  const [, kind = 'http', rest = ''] = /^(?:([a-z][a-z\d+.-]*):\/\/)?(.*)$/iu.exec(text) ?? [];
  const prefix = kinds.get(kind.toLowerCase());
  if (prefix === undefined) return wrong('unknown-kind');
  if (rest.includes('@')) return wrong('names-somebody');
  const [, host = '', port] = /^(\[[\da-f:.]+\]|[^\s:/?#@\\*%;,=[\]]+)(?::(\d{1,5}))?\/?$/iu.exec(rest) ?? [];
  if (host === '' || !URL.canParse(`http://${host}`)) return wrong('not-an-address');
  if (port === undefined || Number(port) < 1 || Number(port) > 65_535) return wrong('no-port');
  return { ok: true, address: `${prefix}${new URL(`http://${host}`).hostname}:${Number(port)}` };
}

/** As Chromium takes it; undefined: not one. */
export function proxyAddress(typed: string): string | undefined {
  const parsed = parseProxyAddress(typed);
  return parsed.ok ? parsed.address : undefined;
}

const wrong = (problem: ProxyAddressProblem): ProxyAddress => ({ ok: false, problem });
