/** A document through the compiler: sources, or a refusal that somebody can act on. */
import {
  type Document,
  emitReport,
  emitSource,
  type Model,
  operationsOf,
  readModel,
} from '@parlance/compiler'
import { type Json } from './schemas.ts'

export interface Compiled {
  readonly document: Document
  readonly model: Model
  readonly files: Readonly<Record<string, string>>
}

/** What is made of a document; text when it is refused. Throws what is neither: a crash, or a refusal that helps nobody. */
export async function compile(document: Document): Promise<Compiled | string> {
  let model: Model
  try {
    model = readModel('fuzz', document)
  } catch (error) {
    return refusalOf(error)
  }
  const files = await emitSource(model, document).catch(refusalOf)
  if (typeof files === 'string') return files
  emitReport(model)
  return { document, model, files }
}

/** Each line says where, as a JSON Pointer, and in whole sentences what and how to mend it. */
function refusalOf(error: unknown): string {
  const { name, message } = error as Error
  const isClear = message
    .split('\n')
    .every((line) => /^#[^\n]*: [^\n]{10,}[.?]$/u.test(line) || /^… and \d+ more\.$/.test(line))
  if (name === 'SpecError' && isClear) return message
  throw error
}

/** Operations of a document that are not in the client, or not where they should be. */
export function lostIn({ document, model, files }: Compiled): string[] {
  const made = new Map(operationsOf(model).map((one) => [one.id, one]))
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Json)
      .filter(([, node]) => (node as Json | undefined)?.['operationId'] !== undefined)
      .flatMap(([method, node]) => {
        const id = String((node as Json)['operationId'])
        const operation = made.get(id)
        const text = files[`operations/${id.split('.')[0]}.ts`] ?? ''
        if (operation?.path !== path || operation.method !== method.toUpperCase())
          return [`${id} is not in the model`]
        const parameters = (((node as Json)['parameters'] ?? []) as Json[]).map(({ name }) => name)
        const known = new Set([...operation.args, ...operation.query].map(({ name }) => name))
        const lost = parameters.filter((name) => !known.has(name as string))
        const problems = lost.map((name) => `${id} has lost its parameter ${String(name)}`)
        const hasFunction = text.includes(`export function ${operation.functionName}(`)
        return hasFunction ? problems : [`${id} has no function`].concat(problems)
      }),
  )
}
