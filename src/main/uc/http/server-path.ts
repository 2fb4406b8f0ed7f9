// Where below its host a service lies. What people have at hand is often a page of it, copied from a browser or from a manual: the
// known ends of its addresses (protocol.md 1.1) are taken off, and what stands before them is the base. Pure.

/** The folders of the service. */
const folders: ReadonlySet<string> = new Set(['forms', 'iwa', 'sso', 'cwa']);
/** No service lies below a page. */
const page = /\.(?:html?|aspx?|ashx|php)$/iu;
/** Node leaves them in a path that begins with two slashes and a dot. Joined with one slash it would be another path. */
const dots = /^(?:\.|%2e){1,2}$/iu;
/** Broken escapes, and those of slashes and control characters: no folder has them, and whoever decodes them means another one. */
const badEscape = /%(?![0-9a-f]{2})|%(?:2f|5c|[01][0-9a-f]|7f)/iu;

/**
 * The base below which the paths of the service are joined, `/ocs` or empty; undefined where the path is none. `pathname`: of a
 * `URL`, in which `.` and `..` are resolved. One end is taken off and no more: a service that does lie in a folder `cwa` is
 * reached by the address of one of its pages, such as `https://host/cwa/forms/logon.html`. This is a choice.
 */
export function basePathOf(pathname: string): string | undefined {
  if (badEscape.test(pathname)) return undefined;
  const segments = pathname.split('/').filter((segment) => segment !== '');
  if (segments.some((segment) => dots.test(segment))) return undefined;
  if (page.test(segments.at(-1) ?? '')) segments.pop();
  if (folders.has((segments.at(-1) ?? '').toLowerCase())) segments.pop();
  else cutAtClientPages(segments);
  return segments.map((segment) => `/${segment}`).join('');
}

/** The pages of the service's own web client lie in `/cwa/client/…`. */
function cutAtClientPages(segments: string[]): void {
  const names = segments.map((segment) => segment.toLowerCase());
  const at = names.findLastIndex((name, index) => name === 'cwa' && names[index + 1] === 'client');
  if (at >= 0) segments.splice(at);
}
