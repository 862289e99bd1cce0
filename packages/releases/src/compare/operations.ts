import type { Document } from '@parlance/compiler'

/** An operation of a document and where it stands. */
export interface Found {
  id: string
  path: string
  method: string
  /** Its key in the document: `paths` or `webhooks`. */
  place: 'paths' | 'webhooks'
  node: Record<string, unknown>
}

const methods = new Set(['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace'])

/** Every operation of a document, webhooks last. */
export function operationsIn(document: Document): Found[] {
  return (['paths', 'webhooks'] as const).flatMap((place) =>
    Object.entries(document[place] ?? {}).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([method]) => methods.has(method))
        .map(([method, node]) => ({
          // A webhook is known by its name; its operation id is a matter of documents.
          id: place === 'webhooks' ? path : String((node as { operationId: string }).operationId),
          path,
          method,
          place,
          node: node as unknown as Record<string, unknown>,
        })),
    ),
  )
}

/** The calls of a document by their ids. */
export function callsOf(document: Document): Map<string, Found> {
  return new Map(
    operationsIn(document)
      .filter(({ place }) => place === 'paths')
      .map((found) => [found.id, found]),
  )
}

/**
 * Two documents with nothing but the operations that both have, the older ones where the newer are. What comes and goes as
 * a whole is told elsewhere; a comparison by paths would take alike paths for one.
 */
export function aligned(base: Document, revision: Document): [Document, Document] {
  const pairs = pairsOf(base, revision)
  const older = withPaths(base, pairs)
  const newer = withPaths(
    revision,
    pairs.map(([, after]) => [after, after]),
  )
  return [
    { ...older, ...webhooksOf(base, revision) },
    { ...newer, ...webhooksOf(revision, base) },
  ]
}

/** Operations of both documents: by their ids, or by their addresses where they are called otherwise. */
function pairsOf(base: Document, revision: Document): [Found, Found][] {
  const targets = callsOf(revision)
  const sources = callsOf(base)
  return [...sources.values()].flatMap((before) => {
    const renamed = [...targets.values()].find((one) => !sources.has(one.id) && samePlace(one, before))
    const after = targets.get(before.id) ?? renamed
    return after ? [[before, after] as [Found, Found]] : []
  })
}

/** A document with these operations alone, each at the address of another one. */
function withPaths(document: Document, wanted: [Found, Found][]): Document {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [{ path: own, node }, { path, method }] of wanted) {
    const { parameters, servers } = document.paths[own]!
    const shared = { ...(parameters && { parameters }), ...(servers && { servers }) }
    paths[path] = { ...shared, ...paths[path], [method]: node }
  }
  return { ...document, paths: paths as Document['paths'] }
}

function webhooksOf({ webhooks }: Document, other: Document): Pick<Document, 'webhooks'> {
  if (!webhooks) return {}
  const shared = Object.entries(webhooks).filter(([name]) => other.webhooks?.[name])
  return { webhooks: Object.fromEntries(shared) }
}

/** Whether two operations have one address; what a path parameter is called is no part of it. */
export function samePlace(a: Found, b: Found): boolean {
  return a.method === b.method && nameless(a.path) === nameless(b.path)
}

function nameless(path: string): string {
  return path.replace(/\{[^}]*\}/g, '{}')
}
