import { describe, expect, it } from 'vitest';
import { Ticket } from './ticket';

function adopted(...headers: (string | undefined)[]): string {
  const ticket = new Ticket();
  for (const header of headers) ticket.adopt(header);
  return ticket.current;
}

describe('Ticket', () => {
  it('is replaced by a newer one, and by nothing else', () => {
    expect(adopted('T1', undefined, ' ', ' T2 ', '')).toBe('T2');
  });

  it('is one ticket where a proxy has made one header of two', () => {
    expect(adopted('T+0/=, T+0/=')).toBe('T+0/=');
    expect(adopted('T,T,T')).toBe('T');
  });

  it('is left as it is where it only has commas', () => {
    expect(adopted('T1, T2')).toBe('T1, T2');
    expect(adopted('T,')).toBe('T,');
    expect(adopted(',')).toBe(',');
  });
});
