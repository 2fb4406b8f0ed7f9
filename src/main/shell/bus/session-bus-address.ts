// Where the session bus is: the sockets that the environment names, the first choice first. Pure. Those over the network and those
// that start a program are left out: no desktop has them.

type Env = Readonly<Record<string, string | undefined>>;

export function sessionBusSockets(env: Env): string[] {
  const named = (env['DBUS_SESSION_BUS_ADDRESS'] ?? '').split(';').flatMap((address) => socketsOf(address, env));
  return named.length > 0 ? named : runtimeSocket(env);
}

function socketsOf(address: string, env: Env): string[] {
  const colon = address.indexOf(':');
  if (address.slice(0, colon) !== 'unix') return [];
  const values = new Map<string, string>();
  for (const pair of address.slice(colon + 1).split(',')) {
    const equals = pair.indexOf('=');
    const value = unescape(pair.slice(equals + 1));
    if (equals > 0 && value !== undefined) values.set(pair.slice(0, equals), value);
  }
  const path = values.get('path');
  if (path) return [path];
  const abstract = values.get('abstract');
  if (abstract) return [`\0${abstract}`];
  return values.get('runtime') === 'yes' ? runtimeSocket(env) : [];
}

/** Where systemd puts it. */
function runtimeSocket(env: Env): string[] {
  const folder = env['XDG_RUNTIME_DIR'];
  return folder ? [`${folder}/bus`] : [];
}

function unescape(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
