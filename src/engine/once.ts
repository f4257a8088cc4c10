/**
 * What follows from an object that never changes is worked out once and kept as long as the object lives. Steps may then ask
 * the same question wherever it reads best.
 */

type Answer = object | string | number | boolean | null

export function onceFor<K extends object, V extends Answer>(answer: (key: K) => V): (key: K) => V {
  const kept = new WeakMap<K, V>()
  return (key) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const fresh = answer(key)
    kept.set(key, fresh)
    return fresh
  }
}

/** The same for a question about two objects. */
export function onceForBoth<A extends object, B extends object, V extends Answer>(
  answer: (one: A, other: B) => V,
): (one: A, other: B) => V {
  const answersOf = onceFor((one: A) => onceFor((other: B) => answer(one, other)))
  return (one, other) => answersOf(one)(other)
}
