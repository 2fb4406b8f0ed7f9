// Reads the one kind of sign-in page that can be filled in without a browser: a form with a field for a password.

export interface FilledForm {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly fields: URLSearchParams;
}

/** Undefined when the page has no such form. `page` is where it was found: the form's address may be relative to it. */
export function fillSignInForm(html: string, page: URL, user: string, password: string): FilledForm | undefined {
  for (const form of formsIn(html)) {
    const inputs = form.inputs.map((input) => ({
      ...input,
      type: (input.attributes.get('type') ?? 'text').toLowerCase(),
    }));
    if (!inputs.some(({ type }) => type === 'password')) continue;
    const fields = new URLSearchParams();
    let isUserNamed = false;
    for (const { type, attributes } of inputs) {
      const name = attributes.get('name');
      if (name === undefined) continue;
      const isUser: boolean = !isUserNamed && (type === 'text' || type === 'email');
      if (type === 'password') fields.append(name, password);
      else if (isUser) fields.append(name, user);
      else if (type === 'hidden' || (type === 'checkbox' && attributes.has('checked')))
        fields.append(name, attributes.get('value') ?? (type === 'checkbox' ? 'on' : ''));
      isUserNamed ||= isUser;
    }
    return {
      url: new URL(form.attributes.get('action') ?? '', page),
      method: form.attributes.get('method')?.toUpperCase() === 'POST' ? 'POST' : 'GET',
      fields,
    };
  }
  return undefined;
}

/** More forms, or fields in one, make no sign-in page. */
const maxTags = 100;

type Attributes = ReadonlyMap<string, string>;

function* formsIn(html: string): Generator<{
  readonly attributes: Attributes;
  readonly inputs: readonly { readonly attributes: Attributes }[];
}> {
  const starts = [...html.matchAll(/<form\b/giu)].map(({ index }) => index).slice(0, maxTags);
  for (const [at, start] of starts.entries()) {
    // A form ends where it says so, or where the next one begins.
    const part = html.slice(start, starts[at + 1]);
    const end = part.search(/<\/form/iu);
    const inside = end < 0 ? part : part.slice(0, end);
    const tags = [...inside.matchAll(/<input\b/giu)].slice(0, maxTags);
    const inputs = tags.map(({ index }) => ({
      attributes: attributesAt(inside, index),
    }));
    yield { attributes: attributesAt(inside, 0), inputs };
  }
}

const attribute = /\s+|([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s<>"']+)))?|[^<>]/uy;
/** A longer tag is none of a sign-in page. */
const maxTagLength = 8_192;

/** Of the tag that begins at `start`. */
function attributesAt(html: string, start: number): Attributes {
  const tag = html.slice(start + 1, start + maxTagLength);
  const found = new Map<string, string>();
  attribute.lastIndex = 0;
  // The first match is the tag's own name.
  for (let isName = true; ; isName = false) {
    const match = attribute.exec(tag);
    if (!match) return found;
    const [, name, double, single, bare] = match;
    if (name !== undefined && !isName && !found.has(name.toLowerCase())) {
      found.set(name.toLowerCase(), unescape(double ?? single ?? bare ?? ''));
    }
  }
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/giu,
    (whole, decimal, hex, name: string | undefined) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
