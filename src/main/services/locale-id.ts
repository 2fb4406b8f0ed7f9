// The LCID of a language tag (protocol.md 3.2, `localeId`). Only what an Office Communications Server of the time was localised
// in; anything else signs in as English.

const lcids: Readonly<Record<string, number>> = {
  ar: 1025,
  bg: 1026,
  cs: 1029,
  da: 1030,
  de: 1031,
  'de-at': 3079,
  'de-ch': 2055,
  el: 1032,
  en: 1033,
  'en-au': 3081,
  'en-ca': 4105,
  'en-gb': 2057,
  es: 3082,
  'es-mx': 2058,
  et: 1061,
  fi: 1035,
  fr: 1036,
  'fr-be': 2060,
  'fr-ca': 3084,
  'fr-ch': 4108,
  he: 1037,
  hi: 1081,
  hr: 1050,
  hu: 1038,
  it: 1040,
  ja: 1041,
  ko: 1042,
  lt: 1063,
  lv: 1062,
  nb: 1044,
  nl: 1043,
  'nl-be': 2067,
  no: 1044,
  pl: 1045,
  pt: 1046,
  'pt-pt': 2070,
  ro: 1048,
  ru: 1049,
  sk: 1051,
  sl: 1060,
  sv: 1053,
  th: 1054,
  tr: 1055,
  uk: 1058,
  zh: 2052,
  'zh-hk': 3076,
  'zh-tw': 1028,
};

/** `de-CH` and `de` alike; 1033 for what is not known. */
export function localeIdOf(language: string): number {
  const tag = language.toLowerCase().replaceAll('_', '-');
  return lcids[tag] ?? lcids[tag.split('-')[0] ?? ''] ?? 1033;
}
