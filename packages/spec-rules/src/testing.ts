/** Lints documents that live in a test: `lint('retry-safety-declared', { 'openapi.yaml': '…' })`. */
import {
  BaseResolver,
  createConfig,
  lintDocument,
  makeDocumentFromString,
  type NormalizedProblem,
} from '@redocly/openapi-core'
import parlance from './plugin.ts'

const folder = '/spec/'

/** What was found, and where: `paths/shipments.yaml#/get/x-retry-safety`. */
interface Finding {
  at: string
  message: string
}

/** The findings of one house rule in a document given as file name → YAML, `openapi.yaml` being the root. */
export async function lint(rule: string, files: Record<string, string> | string): Promise<Finding[]> {
  const all = typeof files === 'string' ? { 'openapi.yaml': files } : files
  const config = await createConfig({ plugins: [parlance()], rules: { [`parlance/${rule}`]: 'error' } })
  const resolver = new BaseResolver()
  for (const [name, text] of Object.entries(all)) {
    resolver.cache.set(folder + name, Promise.resolve(makeDocumentFromString(text, folder + name)))
  }
  const document = makeDocumentFromString(all['openapi.yaml'] ?? '', `${folder}openapi.yaml`)
  const problems = await lintDocument({ document, config, externalRefResolver: resolver })
  return problems.map(finding)
}

function finding({ message, location: [place] }: NormalizedProblem): Finding {
  const file = place?.source.absoluteRef.slice(folder.length) ?? ''
  return { at: `${file}${place?.pointer ?? ''}`, message }
}
