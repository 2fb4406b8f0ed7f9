// The network of updates: nothing is asked of anybody but the feed, nothing is told that would say who asks, and no answer is longer
// than the feed has said. It stands below whatever makes the requests, so that a redirect meets it too.
import type { Session } from 'electron';
import type { UpdateTroubleCode } from './trouble';

export interface FeedGuard {
  /** What is downloaded now, and how long it is: no other answer but that of the feed itself is taken. */
  expect(files: readonly { readonly url: URL; readonly size: number }[]): void;
  /** Why something was refused since this was last asked. */
  refusal(): UpdateTroubleCode | undefined;
}

/** All that a request tells; the rest is the address, and what every connection tells. */
export const sentHeaders = { Accept: '*/*', 'Cache-Control': 'no-cache', 'User-Agent': 'Parley' } as const;

export function guardFeed(session: Pick<Session, 'webRequest'>, feed: URL): FeedGuard {
  let files: readonly { readonly url: URL; readonly size: number }[] = [];
  let refused: UpdateTroubleCode | undefined;
  const { webRequest } = session;
  webRequest.onBeforeRequest(({ url, method }, answer) => {
    const isFeed = method === 'GET' && URL.canParse(url) && new URL(url).origin === feed.origin;
    if (!isFeed) refused = 'another-origin';
    answer({ cancel: !isFeed });
  });
  webRequest.onBeforeSendHeaders((_request, answer) => answer({ requestHeaders: { ...sentHeaders } }));
  webRequest.onHeadersReceived(({ url, statusCode, responseHeaders }, answer) => {
    const file = files.find((each) => each.url.href === url);
    const isRight = file === undefined || statusCode !== 200 || isAsLongAs(file.size, responseHeaders);
    if (!isRight) refused = 'too-large';
    answer({ cancel: !isRight });
  });
  return {
    expect: (expected) => (files = expected),
    refusal() {
      const last = refused;
      refused = undefined;
      return last;
    },
  };
}

/** One that is packed could become longer than it says. */
function isAsLongAs(size: number, headers: Readonly<Record<string, readonly string[]>> = {}): boolean {
  const all = Object.entries(headers).map(([name, values]) => [name.toLowerCase(), values] as const);
  const valuesOf = (wanted: string): readonly string[] => all.find(([name]) => name === wanted)?.[1] ?? [];
  const isPlain = valuesOf('content-encoding').every((coding) => coding === 'identity');
  return isPlain && valuesOf('content-length').join() === String(size);
}
