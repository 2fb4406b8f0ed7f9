// What the benches found, as a table to read.
import { isGoalMet, type Row, type Spread } from '../measure';
import type { Found } from './results';

const heads = ['', 'reference', 'Parley', 'ratio', 'goal', ''];

/** Of all rows that there are; what failed stands at the end. */
export function tableOf({ rows, failed }: Found): readonly string[] {
  const cells = rows.map((row) => [
    row.name,
    row.reference ? `${row.reference.what}: ${shown(row.reference.value, row.unit)}` : '',
    shown(row.parley, row.unit),
    row.ratio ? shown(row.ratio) : '',
    goalOf(row),
    verdictOf(row),
  ]);
  const all = [heads, ...cells];
  const widths = heads.map((_head, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return [
    ...(rows.length > 0
      ? all.map((row) =>
          row
            .map((cell, at) => cell.padEnd(widths[at] ?? 0))
            .join('  ')
            .trimEnd(),
        )
      : []),
    ...failed.map(({ bench, why }) => `${bench} failed: ${why.split('\n')[0] ?? ''}`),
  ];
}

/** The middle, and from where to where the runs went. */
function shown({ min, median, max }: Spread, unit?: string): string {
  const digits = unit === undefined ? 2 : digitsFor(median);
  const [low, middle, high] = [min, median, max].map((value) => number(value, digits));
  return `${middle}${unit ? ` ${unit}` : ''} (${low === high ? low : `${low} to ${high}`})`;
}

function goalOf({ goal, unit }: Row): string {
  switch (goal?.of) {
    case 'ratio':
      return `at most ${goal.atMost}`;
    case 'value':
      return `at most ${goal.atMost} ${unit}`;
    case 'difference':
      return `at most ${goal.atMost} ${unit} more`;
    case undefined:
      return '';
  }
}

function verdictOf(row: Row): string {
  const isMet = isGoalMet(row);
  return isMet === undefined ? '' : isMet ? 'met' : 'missed';
}

/** As many as a figure of that size is worth. */
function digitsFor(value: number): number {
  const size = Math.abs(value);
  return size >= 100 ? 0 : size >= 10 ? 1 : 2;
}

const number = (value: number, digits: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
