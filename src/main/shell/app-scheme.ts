// Serves the built renderer under `app://parley/` and its like: origins of its own with a strict CSP, in place of `file:`, which may
// read the whole disk. Files under one folder only.
import { extname, join, resolve, sep } from 'node:path';

export const appScheme = 'app';

/**
 * A host for each kind of window. Chromium gives windows of one host one renderer to share (`shareRenderers`), so that the tenth
 * conversation costs a fraction of the first; and a page that crashes or hangs takes none of another kind with it.
 */
const appHosts = {
  main: 'parley',
  conversation: 'conversation',
  invitation: 'invitation',
  history: 'history',
  diagnostics: 'diagnostics',
  about: 'about',
  settings: 'settings',
  guide: 'guide',
} as const;
export type PageKind = keyof typeof appHosts;
const ownHosts: ReadonlySet<string> = new Set(Object.values(appHosts));

/** Address of the page of a kind of window, without a fragment. */
export function appPage(kind: PageKind): string {
  return `${appScheme}://${appHosts[kind]}/${kind === 'main' ? 'main' : 'index'}.html`;
}

/** `style-src` allows inline styles: the primitives of the interface position their popups with them. No script but our files. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};

/** The file that an address of ours stands for; nothing for any other address, any way out of `root` and unknown types. */
export function resolveAppFile(
  url: string,
  root: string,
): { readonly path: string; readonly type: string } | undefined {
  let pathname: string;
  try {
    const parsed = new URL(url);
    if (parsed.protocol !== `${appScheme}:` || !ownHosts.has(parsed.host)) return undefined;
    pathname = decodeURIComponent(parsed.pathname);
  } catch {
    return undefined;
  }
  // `URL` has resolved plain dot segments; encoded ones and backslashes come to light only now.
  if (/[\\\0]/u.test(pathname) || pathname.split('/').includes('..')) return undefined;
  const folder = resolve(root);
  const path = resolve(join(folder, pathname === '/' ? '/index.html' : pathname));
  const type = mimeTypes[extname(path).toLowerCase()];
  if (!path.startsWith(folder + sep) || type === undefined) return undefined;
  return { path, type };
}

/** As `net` numbers it: there is no such file. */
const fileNotFound = -6;

/** What `protocol.registerFileProtocol` is told of a request. */
export type FileAnswer =
  | { readonly path: string; readonly headers: Record<string, string> }
  /** One of Chromium's numbers. */
  | { readonly error: number };

export function answerWithFile(
  { url, method }: { readonly url: string; readonly method: string },
  root: string,
): FileAnswer {
  const file = method === 'GET' ? resolveAppFile(url, root) : undefined;
  if (!file) return { error: fileNotFound };
  return {
    path: file.path,
    headers: {
      'content-type': file.type,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  };
}

/** Whether a page is one of ours: the built one, or the development server's while there is one. */
export function isOwnPage(url: string, developmentUrl?: string): boolean {
  try {
    const { protocol, host, origin } = new URL(url);
    if (protocol === `${appScheme}:` && ownHosts.has(host)) return true;
    return developmentUrl !== undefined && origin === new URL(developmentUrl).origin;
  } catch {
    return false;
  }
}
