// The address of a fixed proxy, `host:port`, as Chromium takes it. Pure.

/** As Chromium takes it; undefined: not one. */
export function proxyAddress(typed: string): string | undefined {
  const [, host = '', port = ''] = /^(\[[\da-f:.]+\]|[^\s:/?#@\\*%;,=[\]]+):(\d{1,5})$/iu.exec(typed.trim()) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535) return undefined;
  if (!URL.canParse(`http://${host}`)) return undefined;
  return `${new URL(`http://${host}`).hostname}:${Number(port)}`;
}
