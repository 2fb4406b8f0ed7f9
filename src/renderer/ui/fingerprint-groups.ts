// A fingerprint in pieces that two people can compare over the phone. Pure.

/** Pairs in a group: what one reads out in a breath. */
const pairsInGroup = 4;

/** `AA:BB:CC:…` as groups of pairs, `['AA BB CC DD', …]`, in capitals; colons, blanks and their absence are all understood. */
export function fingerprintGroups(fingerprint: string): readonly string[] {
  const pairs =
    fingerprint
      .replace(/[\s:]/gu, '')
      .toUpperCase()
      .match(/.{1,2}/gu) ?? [];
  return Array.from({ length: Math.ceil(pairs.length / pairsInGroup) }, (_, index) =>
    pairs.slice(index * pairsInGroup, (index + 1) * pairsInGroup).join(' '),
  );
}
