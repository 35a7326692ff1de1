/** A set that forgets the oldest of what it holds when it is full: for what is only remembered so as not to say it twice. */
export const createNewest = <T>(most: number) => {
  const held = new Set<T>();
  return {
    /** @returns whether it was not held */
    add(value: T): boolean {
      if (held.has(value)) return false;
      held.add(value);
      const [oldest] = held;
      if (held.size > most && oldest !== undefined) held.delete(oldest);
      return true;
    },
    delete: (value: T): boolean => held.delete(value),
    get size() {
      return held.size;
    },
  };
};
