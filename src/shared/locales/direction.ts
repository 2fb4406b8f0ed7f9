// In which direction a language is written. Pure.

const rightToLeft = /^(ar|dv|fa|he|ps|sd|ug|ur|yi)(-|$)/u;

export function directionOf(language: string): 'rtl' | 'ltr' {
  return rightToLeft.test(language) ? 'rtl' : 'ltr';
}
