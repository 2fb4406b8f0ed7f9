// A Hunspell dictionary as text that is UTF-8 throughout, whatever it was written in: many of a system are older than that. Pure.

export interface DictionaryFiles {
  readonly aff: Uint8Array;
  readonly dic: Uint8Array;
}

export interface DictionaryText {
  readonly aff: string;
  readonly dic: string;
}

export function dictionaryText({ aff, dic }: DictionaryFiles): DictionaryText {
  const latin = new TextDecoder('latin1').decode(aff);
  const encoding = /^SET[ \t]+(\S+)/mu.exec(latin)?.[1] ?? 'ISO8859-1';
  const decoder = decoderOf(encoding);
  if (decoder.encoding === 'utf-8') return { aff: decoder.decode(aff), dic: decoder.decode(dic) };
  const text = decoder.decode(aff).replace(/^SET[ \t].*$/mu, '');
  // A flag of one byte may have become two: with this line it counts as one sign again.
  const flags = /^FLAG[ \t]/mu.test(text) ? '' : 'FLAG UTF-8\n';
  return { aff: `SET UTF-8\n${flags}${text}`, dic: decoder.decode(dic) };
}

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> {
  const name = encoding
    .toLowerCase()
    .replace(/^iso-?8859-?/u, 'iso-8859-')
    .replace(/^microsoft-cp/u, 'windows-')
    .replace(/^tis620-?2533$/u, 'tis-620');
  return new TextDecoder(name);
}
