/** What is wrong with a text that should be JSON, and where. */
export interface JsonFault {
  message: string
  line: number
  column: number
}

export type Parsed = { value: unknown; fault?: never } | { value?: never; fault: JsonFault }

/** Parses JSON. Browsers say in different ways, or not at all, where they stopped, so the place is found here. */
export function parseJson(text: string): Parsed {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    const { at, message } = findFault(text)
    const before = text.slice(0, at).split('\n')
    return { fault: { message, line: before.length, column: before.at(-1)!.length + 1 } }
  }
}

interface Found {
  at: number
  message: string
}

const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const string = /"(?:[^\p{Cc}"\\]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy
const space = /[ \t\n\r]*/y

/** Walks through a text that is known not to be JSON, up to the first character that cannot stand there. */
function findFault(text: string): Found {
  let at = 0
  try {
    value()
    skip()
    return { at, message: 'nothing more can follow here' }
  } catch (fault) {
    return fault as Found
  }

  function value(): void {
    skip()
    if (text[at] === '{') return list('}', member)
    if (text[at] === '[') return list(']', value)
    if (text[at] === '"') return literal()
    if (!take(scalar))
      stop(at >= text.length ? 'it ends where a value is missing' : 'a value should begin here')
  }
  function list(end: string, item: () => void): void {
    at += 1
    skip()
    if (text[at] === end) return void (at += 1)
    for (;;) {
      item()
      skip()
      if (text[at] === end) return void (at += 1)
      if (text[at] !== ',') stop(`a comma or ${end} should stand here`)
      at += 1
    }
  }
  function member(): void {
    skip()
    if (text[at] !== '"') stop('a name in double quotes should stand here')
    literal()
    skip()
    if (text[at] !== ':') stop('a colon should stand here')
    at += 1
    value()
  }
  function literal(): void {
    if (!take(string)) stop('this text is not closed, or has a character that must be escaped')
  }
  function skip(): void {
    take(space)
  }
  function take(pattern: RegExp): boolean {
    pattern.lastIndex = at
    const length = pattern.exec(text)?.[0].length
    at += length ?? 0
    return length !== undefined
  }
  function stop(message: string): never {
    // oxlint-disable-next-line no-throw-literal, typescript/only-throw-error -- It leaves the walk, and nothing else.
    throw { at, message } satisfies Found
  }
}
