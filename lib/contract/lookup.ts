/** A table for text from outside. It has no prototype, so it has no entry named "constructor". */
export function lookup<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null), entries);
}
