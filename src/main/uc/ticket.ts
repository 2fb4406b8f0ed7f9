// The ticket that proves the user (protocol.md 1.4): one a sign-in, replaced by every response that carries a newer one.

export class Ticket {
  private value = '';

  get current(): string {
    return this.value;
  }

  /** After every response, before its body is looked at. Without a header the old one stays. */
  adopt(header: string | undefined): void {
    const value = header?.trim();
    if (value) this.value = value;
  }

  forget(): void {
    this.value = '';
  }
}
