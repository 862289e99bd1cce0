/** Between the text of a field and the value that is sent. */
import type { ConsoleArgument } from '../shape.ts'

type Told = Pick<ConsoleArgument, 'example' | 'kind'>

/** The text that a field begins with. */
export function textOf({ example, kind }: Told): string {
  if (example === undefined || example === null) return ''
  if (kind === 'list') return [example].flat().map(String).join('\n')
  if (kind === 'object' && typeof example === 'object')
    return Object.entries(example)
      .map(([name, value]) => `${name}=${String(value)}`)
      .join('\n')
  return String(example)
}

/** The value of a text. What is no number where one is meant stays text, so that one can see how it is refused. */
export function valueOf(text: string, argument: Told): unknown {
  if (argument.example !== undefined && text === textOf(argument)) return argument.example
  if (argument.kind === 'list') return linesOf(text)
  if (argument.kind === 'object') return Object.fromEntries(linesOf(text).map(pairOf))
  if (argument.kind === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (argument.kind === 'boolean' && /^(true|false)$/.test(text)) return text === 'true'
  return text
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

function pairOf(line: string): [string, string] {
  const at = line.indexOf('=')
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]
}
