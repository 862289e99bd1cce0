/** Small parts of sentences. */

/** A name as Markdown shows code. */
export function code(text: unknown): string {
  const plain = typeof text === 'string' ? text : JSON.stringify(text)
  return `\`${plain.replaceAll('`', "'")}\``
}

/** `a`, `a and b`, `a, b and c`. */
export function list(words: string[], kind: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} ${kind} ${words.at(-1)!}`
}

/** Names as code, three of them at most: `a`, `b` and 4 more. */
export function names(all: string[], noun = ''): string {
  const shown = all.length > 3 ? all.slice(0, 2) : all
  const rest = all.length - shown.length
  return list([...shown.map(code), ...(rest > 0 ? [`${rest} more${noun && ` ${noun}`}`] : [])])
}

/** A count with its noun: `1 operation`, `2 operations`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** `a` or `b` by number of what does it. */
export function verb(subjects: string[], one: string, many: string): string {
  return subjects.length === 1 ? one : many
}
