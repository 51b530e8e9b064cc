/** Keeps what was used last, up to a weight in bytes. What is made is made once, also when asked for twice at a time. */
export class BoundedCache<V> {
  readonly #kept = new Map<string, { value: V; weight: number }>();
  readonly #making = new Map<string, Promise<V>>();
  readonly #limit: number;
  #weight = 0;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  get weight(): number {
    return this.#weight;
  }

  /** The kept value, or what `make` gives; a failure is kept by nobody. */
  async get(key: string, make: () => Promise<V>, weigh: (value: V) => number): Promise<V> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept.value;
    }
    const underway = this.#making.get(key);
    if (underway !== undefined) return underway;
    const made = make().then((value) => {
      this.#keep(key, value, weigh(value));
      return value;
    });
    this.#making.set(key, made);
    try {
      return await made;
    } finally {
      this.#making.delete(key);
    }
  }

  #keep(key: string, value: V, weight: number): void {
    if (weight > this.#limit / 4) return;
    this.#kept.set(key, { value, weight });
    this.#weight += weight;
    for (const [oldest, entry] of this.#kept) {
      if (this.#weight <= this.#limit) break;
      this.#kept.delete(oldest);
      this.#weight -= entry.weight;
    }
  }
}
