// Whose log a file is, by the path it has below the folder of the program. Pure.
import type { LogPlace } from './chat-log';
import { wallTime, zoneMinutes } from './wall-time';

/** Undefined: no log of these programs. `parts`: the names of the folders and of the file, at least the last four. */
export function logPlace(parts: readonly string[]): LogPlace | undefined {
  return pidginPlace(parts) ?? adiumPlace(parts);
}

/** A file with the name of a log, of which that does not tell enough. */
export function isLostLog(parts: readonly string[]): boolean {
  const [folder = '', file = ''] = parts.slice(-2);
  if (folder === '.system' || logPlace(parts)) return false;
  return /\.chatlog$/iu.test(folder)
    ? /\.xml$/iu.test(file)
    : /^\d{4}-\d{2}-\d{2}\.\d{6}\b.{0,80}\.(?:html?|txt)$/iu.test(file);
}

/** `logs/<protocol>/<account>/<peer>/2008-03-03.101112+0100CET.html` */
function pidginPlace(parts: readonly string[]): LogPlace | undefined {
  const [service, account, peer, file] = parts.slice(-4);
  if (service === undefined || account === undefined || peer === undefined || file === undefined) return undefined;
  const [, day, time, zone, kind] =
    /^(\d{4}-\d{2}-\d{2})\.(\d{6})(?:([+-]\d{4}).{0,60})?\.(html?|txt)$/iu.exec(file) ?? [];
  const wall = day && time ? timeOf(day, `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`) : undefined;
  if (wall === undefined || kind === undefined) return undefined;
  const name = unescaped(peer);
  // What the program itself said, and rooms, have folders of their own.
  if (name === '.system') return undefined;
  const isRoom = name.endsWith('.chat');
  return {
    program: 'pidgin',
    service: service.toLowerCase(),
    account: unescaped(account),
    peer: isRoom ? name.slice(0, -'.chat'.length) : name,
    isRoom,
    format: kind.toLowerCase() === 'txt' ? 'pidgin-text' : 'pidgin-html',
    startedAt: { wall, zone: zone === undefined ? undefined : zoneMinutes(zone) },
  };
}

/**
 * `Logs/<Service>.<account>/<peer>/<peer> (2008-10-03T09.11.35-0700).chatlog/….xml`; older ones have the file itself in the place of the
 * last folder, and `(2006-01-02|10.11.12).html`.
 */
function adiumPlace(parts: readonly string[]): LogPlace | undefined {
  const file = parts.at(-1) ?? '';
  const isInFolder = parts.at(-2)?.toLowerCase().endsWith('.chatlog') === true;
  if (isInFolder && !file.toLowerCase().endsWith('.xml')) return undefined;
  const [owner, peer, log] = isInFolder ? parts.slice(-4, -1) : parts.slice(-3);
  if (owner === undefined || peer === undefined || log === undefined) return undefined;
  const dot = owner.indexOf('.');
  const open = log.lastIndexOf(' (');
  const close = log.lastIndexOf(')');
  if (dot <= 0 || open <= 0 || close < open) return undefined;
  const kind = log.slice(close + 1).toLowerCase();
  const startedAt = adiumStart(log.slice(open + 2, close));
  if (!startedAt || !['.chatlog', '.html', '.adiumhtmllog', '.xml'].includes(kind)) return undefined;
  return {
    program: 'adium',
    service: owner.slice(0, dot).toLowerCase(),
    account: owner.slice(dot + 1),
    peer,
    isRoom: false,
    format: kind === '.html' || kind === '.adiumhtmllog' ? 'adium-html' : 'adium-xml',
    startedAt,
  };
}

function adiumStart(text: string): LogPlace['startedAt'] | undefined {
  const [, year, month, day, time, zone] =
    /^(\d{4})[-|](\d{1,2})[-|](\d{1,2})(?:[T|](\d{2}[.:]\d{2}[.:]\d{2}))?([+-]\d{2}:?\d{2}|Z)?$/u.exec(text) ?? [];
  if (!year || !month || !day) return undefined;
  const wall = timeOf(`${year}-${month}-${day}`, time?.replaceAll('.', ':') ?? '00:00:00');
  return wall === undefined ? undefined : { wall, zone: zone === undefined ? undefined : zoneMinutes(zone) };
}

function timeOf(day: string, time: string): number | undefined {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  return wallTime(year, month, date, hour, minute, second);
}

/** Names of files cannot hold everything that names of people can. */
function unescaped(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
