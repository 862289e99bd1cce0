/** What the contract says about the answer of an exchange. */
import { at, pointerTo } from '../pointer.ts'
import type { Schema } from '../generate/schema.ts'
import { responseAt } from '../requests/contract.ts'
import type { CheckContext, Exchange } from './check.ts'

export interface DeclaredHeader {
  readonly name: string
  readonly required: boolean
  readonly schema: Schema
  /** Where the schema stands. */
  readonly pointer: string
}

export interface DeclaredResponse {
  /** Where it stands in the bundle. */
  readonly pointer: string
  readonly mediaTypes: readonly string[]
  readonly headers: readonly DeclaredHeader[]
}

interface Node {
  $ref?: string
  required?: boolean
  schema?: Schema
}

/** The declared response of an exchange, if its status is declared. */
export function declaredFor(
  { operation, answer }: Exchange,
  { document }: CheckContext,
): DeclaredResponse | undefined {
  const pointer = responseAt(document, operation, answer.status)
  if (pointer === undefined) return undefined
  const { content = {}, headers = {} } = at(document, pointer) as {
    content?: object
    headers?: Record<string, Node>
  }
  return {
    pointer,
    mediaTypes: Object.keys(content),
    headers: Object.entries(headers).map(([name, header]) => {
      const place = header.$ref?.slice(1) ?? `${pointer}/headers${pointerTo(name)}`
      const { required = false, schema = true } = at(document, place) as Node
      return { name, required, schema, pointer: `${place}/schema` }
    }),
  }
}

/** The media type of an answer, without its parameters. */
export function mediaTypeOf({ answer }: Exchange): string | undefined {
  return answer.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
}
