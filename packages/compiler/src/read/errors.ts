import {
  type Document,
  type Example,
  type MediaType,
  type Reference,
  resolve,
  type Response,
} from '../document.ts'
import type { ErrorExample, ErrorModel } from '../model.ts'
import { jsonOf } from './media.ts'
import { typeOf } from './types.ts'

/**
 * Reads the errors among responses: those with a status from 400 on.
 *
 * @param nameless the type of a JSON body whose schema has no name, from its status and media type
 */
export function readErrors(
  document: Document,
  responses: Record<string, Response | Reference>,
  nameless: (status: string, mediaType: string) => string = () => 'unknown',
): ErrorModel[] {
  return Object.entries(responses)
    .filter(([status]) => /^[45]\d\d$/.test(status))
    .map(([status, reference]) => {
      const { content = {}, description = '', headers = {}, ...response } = resolve(document, reference)
      const [jsonType, json] = jsonOf(content) ?? []
      const [mediaType, media] = json ? [jsonType, json] : (Object.entries(content)[0] ?? [])
      const other = mediaType === undefined ? 'unknown' : 'string'
      return {
        status: Number(status),
        type: json ? typeOf(json.schema, nameless(status, jsonType!)) : other,
        description,
        schema: /^#\/components\/schemas\/([^/]+)$/.exec(media?.schema?.$ref ?? '')?.[1],
        mediaType,
        headers: Object.keys(headers),
        examples: media ? readExamples(document, media) : [],
        evidence: response['x-evidence'],
      }
    })
}

function readExamples(document: Document, { example, examples = {} }: MediaType): ErrorExample[] {
  const named = Object.entries(examples).map(([name, reference]) => {
    const { summary = '', value } = resolve<Example>(document, reference)
    return { name, summary, value }
  })
  return named.length > 0 || example === undefined
    ? named
    : [{ name: undefined, summary: '', value: example }]
}
