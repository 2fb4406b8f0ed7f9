import { describe, expect, it } from 'vitest';
import { slotRows, type RowSlots } from './row-slots';

const none: RowSlots = new Map();
const drawn = (slots: RowSlots): string => [...slots].map(([key, slot]) => `${key} in ${slot}`).join(', ');

describe('slotRows', () => {
  it('leaves everybody who stays where they are', () => {
    const before = slotRows(none, ['dana', 'lee', 'kim']);
    expect(drawn(slotRows(before, ['kim', 'dana', 'lee']))).toBe('kim in slot-2, dana in slot-0, lee in slot-1');
  });

  it('gives what somebody has left to whoever comes, from above', () => {
    const before = slotRows(none, ['dana', 'lee', 'kim']);
    expect(drawn(slotRows(before, ['sam', 'lee', 'noor']))).toBe('sam in slot-0, lee in slot-1, noor in slot-2');
  });

  it('makes new ones where there are more people than elements', () => {
    const before = slotRows(none, ['dana', 'lee']);
    expect(drawn(slotRows(before, ['lee', 'kim', 'sam']))).toBe('lee in slot-1, kim in slot-0, sam in slot-2');
  });

  it('gives each of them to one person alone, also after there were fewer', () => {
    let slots = slotRows(none, ['a', 'b', 'c', 'd']);
    slots = slotRows(slots, ['d']);
    slots = slotRows(slots, ['e', 'd', 'f', 'g', 'h']);
    expect(new Set(slots.values()).size).toBe(5);
    expect(slots.get('d')).toBe('slot-3');
  });

  it('gives nobody the element that the keyboard is in', () => {
    const before = slotRows(none, ['dana', 'lee']);
    expect(drawn(slotRows(before, ['kim', 'sam'], 'dana'))).toBe('kim in slot-1, sam in slot-2');
  });
});
