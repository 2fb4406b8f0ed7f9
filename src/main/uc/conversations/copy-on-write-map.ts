// A map that is copied at the first write, so that a reducer can write plainly and leave the state before it untouched.

export class CopyOnWriteMap<Key, Value> {
  private copy: Map<Key, Value> | undefined;

  constructor(private readonly original: ReadonlyMap<Key, Value>) {}

  get value(): ReadonlyMap<Key, Value> {
    return this.copy ?? this.original;
  }

  get size(): number {
    return this.value.size;
  }

  get(key: Key): Value | undefined {
    return this.value.get(key);
  }

  has(key: Key): boolean {
    return this.value.has(key);
  }

  set(key: Key, value: Value): void {
    this.writable().set(key, value);
  }

  delete(key: Key): void {
    if (this.value.has(key)) this.writable().delete(key);
  }

  deleteOldest(): void {
    for (const key of this.value.keys()) {
      this.writable().delete(key);
      return;
    }
  }

  clear(): void {
    if (this.value.size > 0) this.copy = new Map();
  }

  private writable(): Map<Key, Value> {
    return (this.copy ??= new Map(this.original));
  }
}
