/** Other paths that links have for the paths of a document: `x-link-aliases`. */
import type { OpenApiDocument } from './document.ts'

/** The path that another one stands for, or nothing when it stands for itself. */
export type Aliases = (path: string) => string | undefined

interface AliasObject {
  from: string
  to: string
}

/** Reads the aliases of a document; the first that fits a path counts. */
export function readAliases(document: OpenApiDocument): Aliases | undefined {
  const objects = (document as { 'x-link-aliases'?: AliasObject[] })['x-link-aliases']
  const aliases = objects?.map(({ from, to }) => ({ pattern: patternOf(from), to }))
  if (!aliases) return undefined
  return (path) => {
    const alias = aliases.find(({ pattern }) => pattern.test(path))
    return alias && path.replace(alias.pattern, () => alias.to)
  }
}

/** One that ends with a slash stands for every path that begins like it. */
function patternOf(template: string): RegExp {
  const parts = template
    .split(/\{[^}]+\}/)
    .map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('[^/]+')}${template.endsWith('/') ? '' : '$'}`)
}
