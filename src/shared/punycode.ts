// One label of an internationalised host name read back (RFC 3492, 6.2). Reading alone: `URL` writes them. Pure.

const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;
const firstBias = 72;
const firstCode = 0x80;
const lastCode = 0x10ffff;

/** What stands behind `xn--`; undefined when it is no Punycode. Whether it is a name that may be used is not asked. */
export function decodePunycode(text: string): string | undefined {
  const end = Math.max(0, text.lastIndexOf('-'));
  if (!/^[\u0021-\u007e]*$/u.test(text)) return undefined;
  const codes = [...text.slice(0, end)].map((sign) => sign.charCodeAt(0));
  let at = end > 0 ? end + 1 : 0;
  let code = firstCode;
  let index = 0;
  let bias = firstBias;
  while (at < text.length) {
    const before = index;
    let weight = 1;
    for (let k = base; ; k += base) {
      const digit = digitOf(text.charCodeAt(at++));
      if (digit === undefined) return undefined;
      index += digit * weight;
      if (index > Number.MAX_SAFE_INTEGER / base) return undefined;
      const threshold = Math.min(tMax, Math.max(tMin, k - bias));
      if (digit < threshold) break;
      weight *= base - threshold;
    }
    const length = codes.length + 1;
    bias = adapt(index - before, length, before === 0);
    code += Math.floor(index / length);
    index %= length;
    if (code > lastCode || (code >= 0xd800 && code <= 0xdfff)) return undefined;
    codes.splice(index++, 0, code);
  }
  return codes.map((each) => String.fromCodePoint(each)).join('');
}

function digitOf(code: number): number | undefined {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  return undefined;
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? damp : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((base - tMin) * tMax) / 2; k += base) rest = Math.floor(rest / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
}
