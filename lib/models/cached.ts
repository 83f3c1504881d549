/** Memoizes a function of an object for as long as the object exists. */
export function cached<K extends WeakKey, V>(compute: (of: K) => V): (of: K) => V {
  const results = new WeakMap<K, { value: V }>();
  return (of) => {
    const cached = results.get(of);
    if (cached) return cached.value;
    const value = compute(of);
    results.set(of, { value });
    return value;
  };
}
