// The check of the translations finds what is planted, each in a language that has no other fault.
import { expect, it } from 'vitest';
import type { Messages } from '../../src/shared/locales/messages';
import { ownFaults, translationFaults, type FaultKind } from './translation-faults';

const english: Messages = {
  menu: { file: '&File', edit: '&Edit' },
  days: '{n} day | {n} days',
  found: 'Nothing found | {n} result | {n} results',
  greets: 'Hello {name}, how are you?',
  joined: '{name} joined | {n} people joined',
  name: 'Parley',
};
const german: Messages = {
  menu: { file: '&Datei', edit: '&Bearbeiten' },
  days: '{n} Tag | {n} Tage',
  found: 'Nichts gefunden | {n} Ergebnis | {n} Ergebnisse',
  greets: 'Hallo {name}, wie geht es Ihnen?',
  joined: '{name} ist da | {n} Personen sind da',
  name: 'Parley',
};
const arabic: Messages = {
  menu: { file: '&ملف', edit: '&تحرير' },
  days: 'صفر أيام | يوم واحد | يومان | {n} أيام | {n} يومًا | {n} يوم',
  found: 'لا شيء | نتيجة | نتيجتان | {n} نتائج | {n} نتيجة | {n} نتيجة',
  greets: 'مرحبًا {name}، كيف حالك؟',
  joined: 'لا أحد | {name} هنا | شخصان هنا | {n} أشخاص هنا | {n} شخصًا هنا | {n} شخص هنا',
  name: 'Parley',
};
const found = (language: string, translation: Messages, reasons: readonly string[] = ['name']): readonly FaultKind[] =>
  translationFaults(language, english, translation, reasons).map(({ kind }) => kind);

it.each([
  ['de', german],
  ['ar', arabic],
])('nothing is found where nothing is wrong: %s', (language, translation) => {
  expect(found(language, translation)).toEqual([]);
});

it.each<[FaultKind, Messages]>([
  ['missing', { menu: { file: '&Datei' } }],
  ['unknown', { extra: 'Mehr' }],
  ['unknown', { menu: { file: '&Datei', edit: '&Bearbeiten', view: 'Ansicht' } }],
  ['untranslated', { greets: 'Hello {name}, how are you?' }],
  ['forms', { days: '{n} Tage' }],
  ['forms', { days: '{n} Tag | {n} Tage | {n} Tage' }],
  ['forms', { found: '{n} Ergebnis | {n} Ergebnisse' }],
  ['forms', { greets: 'Hallo {name} | Hallo {name}, wie geht es Ihnen?' }],
  ['placeholder', { greets: 'Hallo, wie geht es Ihnen?' }],
  ['placeholder', { greets: 'Hallo {name} und {who}, wie geht es Ihnen?' }],
  ['placeholder', { days: 'ein Tag | mehrere Tage' }],
  ['placeholder', { joined: 'jemand ist da | {n} Personen sind da' }],
  ['ending', { greets: 'Hallo {name}, wie geht es Ihnen.' }],
  ['mnemonic', { menu: { file: 'Datei', edit: '&Bearbeiten' } }],
  ['mnemonic', { menu: { file: '&Datei', edit: 'Bear&d' } }],
  ['mnemonic', { name: 'P&arley' }],
])('%s is found in German: %j', (kind, change) => {
  const isOfName = 'name' in change;
  expect(found('de', { ...german, ...change }, isOfName ? [] : ['name'])).toEqual([kind]);
});

it('a reason that excuses nothing is found', () => {
  expect(found('de', { ...german, name: 'Parlei' })).toEqual(['needless-reason']);
});

it('Arabic has six forms, and none more for none at all', () => {
  expect(found('ar', { ...arabic, days: '{n} يوم | {n} أيام' })).toEqual(['forms']);
  expect(found('ar', { ...arabic, found: 'لا شيء | {n} نتيجة | {n} نتائج' })).toEqual(['forms']);
});

it.each<[FaultKind, string, string]>([
  ['markup', 'de', 'Das ist <b>wichtig</b>'],
  ['markup', 'de', 'Sie &amp; wir'],
  ['markup', 'de', 'jemand@example.com'],
  ['forms', 'de', 'ein Tag| zwei Tage'],
  ['sign', 'de', 'Einstellungen …'],
  ['sign', 'de', 'Einstellungen...'],
  ['sign', 'de', 'zu  viel'],
  ['sign', 'de', 'am Ende '],
  ['sign', 'de', 'Wirklich ?'],
  ['sign', 'de', 'Konferenz (gesperrt'],
  ['sign', 'de', 'Wählen Sie „Beenden”'],
  ['sign', 'de', 'Wählen Sie “Beenden“'],
  ['sign', 'de', "Das geht's nicht"],
  ['sign', 'ar', 'اختر “إنهاء„'],
  ['sign', 'ar', 'مرحبًا, كيف حالك'],
  ['sign', 'ar', 'كيف حالك?'],
  ['sign', 'ar', 'اختر «إنهاء'],
  ['sign', 'ar', 'مـرحبا كـيف حـــال'],
  ['sign', 'ar', 'اكتب https:// قبله'],
  ['sign', 'ar', 'احذف «.newer-…» من اسمه'],
  ['digits', 'ar', 'بعد ٣٠ دقيقة'],
  ['direction-mark', 'ar', 'مع \u200eParley'],
  ['direction-mark', 'en', 'With \u2068{name}\u2069'],
])('%s is found in %s: %s', (kind, language, text) => {
  expect(new Set(ownFaults(language, 'a.b', text).map((fault) => fault.kind))).toEqual(new Set([kind]));
});
