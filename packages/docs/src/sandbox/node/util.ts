/** Stands in for `node:util`: as much as the mock needs. */

const token = /^[\w!#$%&'*+\-.^`|~]+$/
const parameter = /;[ \t\r\n]*([^;=]*)(?:=("(?:[^"\\]|\\.)*"?|[^;]*)[^;]*)?/gs
const quotable = /^[\t\x20-\x7e\x80-\xff]*$/

/** A media type with its parameters, as https://mimesniff.spec.whatwg.org/#parsing-a-mime-type reads it. */
export class MIMEType {
  /** Type and subtype in lower case. */
  readonly essence: string
  /** Names are in lower case. */
  readonly params: ReadonlyMap<string, string>

  /** Throws for what is no media type. */
  constructor(text: string) {
    const trimmed = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
    const [, type = '', subtype = '', rest = ''] = /^([^/]*)\/([^;]*)(.*)$/s.exec(trimmed) ?? []
    const bare = subtype.replace(/[ \t\r\n]+$/, '')
    if (!token.test(type) || !token.test(bare)) throw new TypeError(`${text} is no media type`)
    this.essence = `${type}/${bare}`.toLowerCase()
    this.params = paramsOf(rest)
  }
}

/** The first of a name counts, and what is malformed does not. */
function paramsOf(text: string): Map<string, string> {
  const params = new Map<string, string>()
  for (const [, spelled = '', written = ''] of text.matchAll(parameter)) {
    const name = spelled.toLowerCase()
    const isQuoted = written.startsWith('"')
    const value = isQuoted ? unquoted(written) : written.replace(/[ \t\r\n]+$/, '')
    const isGood = token.test(name) && quotable.test(value) && (isQuoted || value !== '')
    if (isGood && !params.has(name)) params.set(name, value)
  }
  return params
}

function unquoted(text: string): string {
  return text.replace(/^"|(?<!\\)"$/g, '').replaceAll(/\\(.)/gs, '$1')
}
