// What a feed says, read strictly: a file that is not named, measured and summed in full is none. Pure.
import * as v from 'valibot';
import { UpdateTrouble } from './trouble';

export interface ReleaseFile {
  readonly url: URL;
  /** Of 64 bytes, in Base64. */
  readonly sha512: string;
  readonly size: number;
}

export interface Release {
  readonly version: string;
  readonly files: readonly ReleaseFile[];
}

/** Ten times a Parley of today. */
export const maxUpdateSize = 1_000_000_000;

const File = v.object({
  url: v.pipe(v.string(), v.maxLength(2_048)),
  sha512: v.pipe(v.string(), v.regex(/^[A-Za-z\d+/]{86}==$/u)),
  size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxUpdateSize)),
});
const Feed = v.object({
  version: v.pipe(v.string(), v.maxLength(64), v.regex(/^\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[\w.-]+)?$/u)),
  files: v.pipe(v.array(File), v.minLength(1), v.maxLength(100)),
});

/**
 * @param feed as it came out of YAML
 * @throws UpdateTrouble `not-understood`, `another-origin`, `no-file`
 */
export function readRelease(feed: unknown, folder: URL, extension: string): Release {
  const parsed = v.safeParse(Feed, feed);
  if (!parsed.success) throw new UpdateTrouble('not-understood');
  const { version, files } = parsed.output;
  const all = files.map(({ url, ...rest }) => ({ url: resolve(url, folder), ...rest }));
  // A feed that sends people elsewhere is not believed in the rest either.
  if (all.some(({ url }) => url.origin !== folder.origin)) throw new UpdateTrouble('another-origin');
  const ours = all.filter(({ url }) => isPlainName(url, extension));
  if (ours.length === 0) throw new UpdateTrouble('no-file');
  return { version, files: ours };
}

function resolve(url: string, folder: URL): URL {
  if (!URL.canParse(url, folder.href)) throw new UpdateTrouble('not-understood');
  return new URL(url, folder);
}

/** It becomes the name of a file on this computer. */
function isPlainName({ pathname }: URL, extension: string): boolean {
  const name = pathname.split('/').at(-1) ?? '';
  return /^[\w%+-][\w%+.-]{0,120}$/u.test(name) && !/%(?!20)/u.test(name) && name.endsWith(extension);
}
