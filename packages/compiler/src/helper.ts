/**
 * A function of the runtime that generated data refers to: by name, or called with an argument. What nothing refers to
 * stays out of a bundle.
 */
export class Helper {
  readonly name: string
  readonly argument: unknown

  constructor(name: string, argument?: unknown) {
    this.name = name
    this.argument = argument
  }
}

/** Names of the helpers in a value, each once, in the order of the alphabet. */
export function helpersIn(value: unknown): string[] {
  const names = new Set<string>()
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if (node instanceof Helper) names.add(node.name)
    Object.values(node).forEach(visit)
  }
  visit(value)
  return [...names].toSorted()
}
