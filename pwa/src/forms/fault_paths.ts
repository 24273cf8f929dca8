// A fault stands at a field, `results`, or inside one, `results.3.reason`.

export function fieldAt(path: string): string {
  return path.split('.', 1)[0]!
}

/** What is wrong inside a field, by the rest of the path. */
export function withinOf(errors: Readonly<Record<string, string>>, code: string): Record<string, string> {
  const start = `${code}.`
  const inside = Object.entries(errors).filter(([path]) => path.startsWith(start))
  return Object.fromEntries(inside.map(([path, told]) => [path.slice(start.length), told]))
}

/** The path and the places around it, the nearest first. */
export function aroundPath(path: string): string[] {
  const parts = path.split('.')
  return parts.map((_part, at) => parts.slice(0, parts.length - at).join('.'))
}
