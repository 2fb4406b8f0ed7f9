// Names that nobody knows: for the person who records, who may have some of them kept the next time. They are told those of documents and
// headers alone. A piece of a secret may stand where a name should: of what is no document, is broken, or is a secret, nobody is told.

export interface UnknownName {
  readonly kind: 'element' | 'attribute' | 'header';
  /** As it came. */
  readonly name: string;
  /** As it stands in the recording. */
  readonly written: string;
  /** How often it came. */
  readonly count: number;
}

export class UnknownNames {
  /** By kind and name. */
  private readonly found = new Map<string, UnknownName>();
  private isTold = true;

  get all(): readonly UnknownName[] {
    return [...this.found.values()];
  }

  note(kind: UnknownName['kind'], name: string, written: string): void {
    if (!this.isTold) return;
    const count = (this.found.get(`${kind} ${name}`)?.count ?? 0) + 1;
    this.found.set(`${kind} ${name}`, { kind, name, written, count });
  }

  /** Of what is masked meanwhile no name is noted. */
  unless<T>(isSafe: boolean, masked: () => T): T {
    const wasTold = this.isTold;
    this.isTold = wasTold && isSafe;
    try {
      return masked();
    } finally {
      this.isTold = wasTold;
    }
  }
}
