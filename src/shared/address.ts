// Addresses as people type and paste them, made the `sip:` addresses that the server knows. Pure.
import { isReadableAddress, type PersonUri } from './domain/person';

const maxLength = 512;

/** `Lee@Example.com`, `sip:lee@example.com` or `Lee Park <lee@example.com>`; nothing for what is no address. */
export function parseAddress(text: string): PersonUri | undefined {
  const inner = /<([^<>]*)>\s*$/u.exec(text)?.[1] ?? text;
  const address = inner
    .trim()
    .replace(/^(?:sips?|mailto|im):/iu, '')
    .toLowerCase();
  // A host with a dot: `lee@` and `lee@exam` are on their way to become an address.
  if (!/^[^\s@:;,<>"]+@[^\s@:;,<>"]+\.[^\s@:;,<>".]+$/u.test(address) || !isReadableAddress(address)) return undefined;
  const uri = `sip:${address}`;
  return uri.length <= maxLength ? uri : undefined;
}

/** Several at once, as they come from a mail or a list. `rest` is what was no address. */
export function parseAddresses(text: string): { readonly uris: readonly PersonUri[]; readonly rest: string } {
  const uris: PersonUri[] = [];
  const rest: string[] = [];
  for (const piece of text.split(/[;,\n\t]+/u)) {
    const uri = parseAddress(piece);
    if (uri) uris.push(uri);
    else if (piece.trim() !== '') rest.push(piece.trim());
  }
  return { uris: [...new Set(uris)], rest: rest.join(', ') };
}
