/** What is remembered of one thing, in the order in which it was asked for. */
const MOST = 4

/** `make`, which remembers what it gave for a thing that never changes: the last few, by what else it was given, compared by
 *  identity. What is remembered goes when the thing goes. Only for a `make` that gives the same for the same. */
export function remembered<Thing extends object, Rest extends readonly unknown[], Made>(
  make: (thing: Thing, ...rest: Rest) => Made,
): (thing: Thing, ...rest: Rest) => Made {
  const made = new WeakMap<Thing, { readonly rest: Rest; readonly gave: Made }[]>()
  return (thing, ...rest) => {
    const known = made.get(thing) ?? []
    made.set(thing, known)
    const before = known.find((one) => one.rest.every((part, at) => part === rest[at]))
    if (before) return before.gave
    const gave = make(thing, ...rest)
    known.push({ rest, gave })
    if (known.length > MOST) known.shift()
    return gave
  }
}
