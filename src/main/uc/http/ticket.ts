// The ticket that proves the user (protocol.md 1.4): one a sign-in, replaced by every response that carries a newer one.

export class Ticket {
  private value = '';

  get current(): string {
    return this.value;
  }

  /** After every response, before its body is looked at. Without a header the old one stays. */
  adopt(header: string | undefined): void {
    const value = header?.trim();
    if (value) this.value = oneOf(value);
  }

  forget(): void {
    this.value = '';
  }
}

/** Where one proxy sends a header twice, the next one may join the two (RFC 9110, 5.3): the same ticket said twice is one. */
function oneOf(value: string): string {
  const [first = '', ...rest] = value.split(',').map((part) => part.trim());
  return first !== '' && rest.every((part) => part === first) ? first : value;
}
