/** Arguments by name. */
export type Fields = Readonly<Record<string, unknown>>

/** The path of a link as operations write theirs, and whether it is all of it. */
export interface LinkPath {
  readonly path: string
  /** `false` at a foreign host, where the path of the server or the prefix of a proxy stands in front. */
  readonly whole: boolean
}

/** Takes the path below the provider's server out of an address. */
export function pathBelow(url: URL, servers: readonly string[]): LinkPath {
  const server = servers.find((one) => url.href.startsWith(`${one}/`))
  if (server === undefined) return { path: url.pathname, whole: false }
  return { path: url.href.slice(server.length).replace(/[?#].*/, ''), whole: true }
}

/** A path under the name that the operations have for it. The first alias that fits is taken. */
export function withoutAlias(
  { path, whole }: LinkPath,
  aliases: readonly (readonly [from: string, to: string])[],
): LinkPath {
  for (const [from, to] of aliases) {
    const pattern = patternOf(from, whole, from.endsWith('/') ? '' : '$')
    if (pattern.test(path)) return { path: path.replace(pattern, () => to), whole }
  }
  return { path, whole }
}

/** What a path is by the template of an operation. */
export interface PathMatch {
  /** The path parameters. */
  readonly path: Fields
  /** Characters in front of it. */
  readonly prefix: number
}

/** Reads a path by a template; `undefined` when it is none of the template's. */
export function matchPath(template: string, { path, whole }: LinkPath): PathMatch | undefined {
  const match = patternOf(template, whole, '/?$').exec(path)
  if (!match) return undefined
  const names = [...template.matchAll(parameter)]
  try {
    const values = Object.fromEntries(
      names.map(([, name = ''], index) => [name, decodeURIComponent(match[index + 1]!)]),
    )
    return { path: values, prefix: match.index }
  } catch {
    return undefined // Not UTF-8: whatever it names, it could not be sent as it came.
  }
}

const parameter = /\{([^}]*)\}/g

function patternOf(template: string, whole: boolean, end: string): RegExp {
  const literal = template.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)
  return new RegExp((whole ? '^' : '') + literal.replace(parameter, '([^/]+)') + end)
}
