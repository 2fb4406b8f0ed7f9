// How long something took, as the language of the window writes it: `1.2s`, `12ms`.
import { useI18n } from 'vue-i18n';

export function useDuration(): (milliseconds: number, unit?: 'second' | 'millisecond') => string {
  const { locale } = useI18n();
  return (milliseconds, unit = 'second') => {
    const digits = unit === 'second' ? 1 : 0;
    return new Intl.NumberFormat(locale.value, {
      style: 'unit',
      unit,
      unitDisplay: 'narrow',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(unit === 'second' ? milliseconds / 1_000 : milliseconds);
  };
}
