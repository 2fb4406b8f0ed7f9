// Where something leads: that it leads elsewhere stays, but not where.
import { nowhere, staysHere } from '../targets';

export const leadingNowhere = `https://${nowhere}/`;

/** `path`: masks what stands behind the host. Whoever plays a recording again is led nowhere by it. */
export function maskTarget(target: string, path: (path: string) => string): string {
  const host = /^\s*(https?:)?\/\/[^/?#\s]*/iu.exec(target);
  const rest = target.slice(host?.[0].length ?? 0).trim();
  const masked = `${host ? `${host[1] ?? ''}//${nowhere}` : ''}${rest === '' ? '' : path(rest)}`;
  return staysHere(masked) ? masked : leadingNowhere;
}
