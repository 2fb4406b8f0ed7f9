// What stands before a line of a log as its time: an hour, and a day where it was said much earlier, in the form that was usual on that
// computer. The figures of many scripts, marks or words between them, halves of the day in front or behind. Pure.
import { wallTime } from './wall-time';

export interface Stamp {
  /** What parts hour and minute. One log keeps to one; what looks otherwise is part of what somebody wrote. */
  readonly form: ':' | '.' | 'words';
  /** Milliseconds from midnight. */
  readonly inDay: number;
  /** As which it can be read, at midnight as if that had been UTC; undefined: it has none. */
  readonly days: readonly number[] | undefined;
}

/** `14:05:33`, `14.05.33`, `2:05 PM`, `下午 02:05:33`, `14時05分33秒`, `04.03.2008 14:05:33`, `Tue 04 Mar 2008 02:05:33 م` */
export function readStamp(text: string): Stamp | undefined {
  const plain = withPlainFigures(text);
  const figures = [...plain.matchAll(/\d+/gu)];
  const months = figures.length > 3 ? wordsOf(plain).flatMap((word) => monthNames().get(word.toLowerCase()) ?? []) : [];
  const dated = figures.length < 4 ? 0 : months.length > 0 ? 2 : 3;
  const gaps = figures.map((figure, at) => plain.slice(figure.index + figure[0].length, figures[at + 1]?.index).trim());
  const isClockFirst = gaps[0] === ':';
  const from = isClockFirst ? 0 : dated;
  if (from > 0 && gaps[from - 1] === ':') return undefined;
  const clock = figures.slice(from, from + figures.length - dated).map(String);
  const form = formOf(gaps.slice(from, from + clock.length - 1));
  const inDay = form && timeOf(clock, plain, dated > 0);
  if (form === undefined || inDay === undefined) return undefined;
  if (dated === 0) return { form, inDay, days: undefined };
  const date = (isClockFirst ? figures.slice(clock.length) : figures.slice(0, dated)).map(Number);
  const days = months.length > 0 ? daysOfMonths(date, months) : daysOf(date);
  return days.length === 0 ? undefined : { form, inDay, days };
}

/** Whether it is meant as a time, though nobody may know which. In a log with times of a form it is one with a day. */
export function looksLikeStamp(text: string, form: Stamp['form'] | undefined): boolean {
  const figures = withPlainFigures(text).match(/\d+/gu) ?? [];
  if (form === undefined) return figures.length >= 2;
  return figures.length >= 5 && (form === 'words' || text.includes(form));
}

/** Where a script writes its nought; its other figures follow. */
const noughts = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xe50, 0x1040, 0xff10];

/** Without the marks of direction, which nobody sees. */
function withPlainFigures(text: string): string {
  return text.replaceAll(/[\u200e\u200f\u061c]/gu, '').replaceAll(/\p{Nd}/gu, (figure) => {
    const code = figure.codePointAt(0)!;
    const nought = noughts.find((first) => code >= first && code < first + 10);
    return nought === undefined ? figure : String(code - nought);
  });
}

/** `p. m.` is one. */
function wordsOf(text: string): readonly string[] {
  const spelt = text.replaceAll(/\d/gu, ' ').replaceAll('.', '');
  return spelt.replaceAll(/(?<!\p{L})([ap])\sm(?!\p{L})/giu, '$1m').match(/[\p{L}\p{M}]{1,20}/gu) ?? [];
}

function formOf([first, second]: readonly string[]): Stamp['form'] | undefined {
  if (first === ':' || first === '.') return second === undefined || second === first ? first : undefined;
  if (!/^[hHuч時时시點点]$/u.test(first ?? '')) return undefined;
  return second === undefined || /^(?:min|m|分|분)$/u.test(second) ? 'words' : undefined;
}

const mornings = new Set(['am', '上午', '午前', '오전', 'ص', 'صباحا', 'πμ', 'قظ', 'पूर्वाह्न']);
const afternoons = new Set(['pm', '下午', '午後', '오후', 'م', 'مساء', 'μμ', 'بظ', 'अपराह्न']);
/** Of Vietnamese, and in other letters days of the week. */
const [morning, afternoon] = ['SA', 'CH'];
/** What says no more than that it is a time, or in which zone. */
const isIdle = (word: string): boolean => /^(?:[時时시點点分분秒초hHuч]|min|m|s|sec|Uhr|[A-Z]{3,5})$/u.test(word);

function timeOf(clock: readonly string[], text: string, isDated: boolean): number | undefined {
  const [hours, minutes = '', seconds = '00', more] = clock;
  if (hours === undefined || hours.length > 2 || minutes.length !== 2 || seconds.length !== 2 || more !== undefined)
    return undefined;
  let half: 0 | 12 | undefined;
  for (const word of wordsOf(text)) {
    const small = word
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(/[\u064b-\u0652]/gu, '');
    if (mornings.has(small) || mornings.has(word) || word === morning) half = 0;
    else if (afternoons.has(small) || afternoons.has(word) || word === afternoon) half = 12;
    // Nobody knows which half of the day an unknown word means. Beside a day it may be that of the week.
    else if (!isDated && !isIdle(word)) return undefined;
  }
  const hour = half === undefined || Number(hours) > 12 ? Number(hours) : (Number(hours) % 12) + half;
  if (hour > 23 || Number(minutes) > 59) return undefined;
  return ((hour * 60 + Number(minutes)) * 60 + Math.min(59, Number(seconds))) * 1_000;
}

/** Day and month may stand in either order, and the year before or behind them. */
function daysOf([first = 0, second = 0, third = 0]: readonly number[]): readonly number[] {
  const orders = [
    ...(third > 31 ? [] : [[first, second, third]]),
    ...(first > 31
      ? []
      : [
          [third, first, second],
          [third, second, first],
        ]),
  ];
  return orders.flatMap(([year, month, day]) => wallTime(wholeYear(year!), month!, day!, 0, 0, 0) ?? []);
}

/** The short name of a day of the week may be that of a month. */
function daysOfMonths([first = 0, second = 0]: readonly number[], months: readonly number[]): readonly number[] {
  const [year, day] = first > 31 ? [first, second] : [second, first];
  return months.flatMap((month) => wallTime(wholeYear(year), month, day, 0, 0, 0) ?? []);
}

const wholeYear = (year: number): number => (year >= 100 ? year : year < 70 ? 2_000 + year : 1_900 + year);

let names: ReadonlyMap<string, number> | undefined;

/** Of the languages in which systems write them out beside an hour. */
function monthNames(): ReadonlyMap<string, number> {
  if (names) return names;
  const found = new Map<string, number>();
  for (const language of ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'ar', 'hi']) {
    for (const month of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { month, timeZone: 'UTC' });
      for (let at = 0; at < 12; at += 1) {
        const name = format
          .format(Date.UTC(2008, at, 15))
          .replaceAll('.', '')
          .toLowerCase();
        if (!found.has(name)) found.set(name, at + 1);
      }
    }
  }
  names = found;
  return found;
}
