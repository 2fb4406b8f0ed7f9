// Tickets and cookies: which is which can be told, and nothing else of them.

export class Aliases {
  private readonly known = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  /** `ticket-1` for the first that comes. Blanks around it stay. */
  of(kind: 'ticket' | 'cookie', value: string): string {
    const trimmed = value.trim();
    return trimmed === '' ? value : value.replace(trimmed, () => this.alias(kind, trimmed));
  }

  private alias(kind: string, value: string): string {
    const known = this.known.get(`${kind} ${value}`);
    if (known !== undefined) return known;
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    this.known.set(`${kind} ${value}`, `${kind}-${count}`);
    return `${kind}-${count}`;
  }
}
