import { type Document, type MediaType, type OperationObject, resolve, type Schema } from '../document.ts'

/** The first JSON media type of a body, `application/json` before its relatives. */
export function jsonOf(content: Record<string, MediaType>): [string, MediaType] | undefined {
  const all = Object.entries(content).filter(([mediaType]) => isJson(mediaType))
  return all.find(([mediaType]) => mediaType === 'application/json') ?? all[0]
}

/** What a body of a media type other than JSON is to a user: text, or bytes. */
export function fileType(mediaType: string): 'string' | 'Blob' {
  return isText(mediaType) ? 'string' : 'Blob'
}

/**
 * What an operation accepts, where a success has another body than JSON: its media types, then those of the errors with
 * a lower weight, since a strict provider would not send these otherwise.
 */
export function readAccept(document: Document, { responses }: OperationObject): string | undefined {
  const typesOf = (status: RegExp) =>
    Object.entries(responses)
      .filter(([one]) => status.test(one))
      .flatMap(([, response]) => {
        const { content = {} } = resolve(document, response)
        const json = jsonOf(content)
        return (json ? [json[0]] : Object.keys(content)).map((type) => type.replace(/\s*;.*/, ''))
      })
  const successes = new Set(typesOf(/^2/))
  if ([...successes].every(isJson)) return undefined
  const errors = new Set(typesOf(/^[45]|^default$/)).difference(successes)
  return [...successes, ...[...errors].map((type) => `${type};q=0.9`)].join(', ')
}

/** The files among the fields of a form: name → schema, that of an item where it is a list of files. */
export function filesOf(document: Document, { schema, encoding = {} }: MediaType): Map<string, Schema> {
  const found = new Map<string, Schema>()
  const visit = (reference: Schema): void => {
    const whole = resolve(document, reference)
    for (const [name, property] of Object.entries(whole.properties ?? {})) {
      const field = resolve(document, property)
      const one = field.type === 'array' && field.items ? resolve(document, field.items) : field
      if (isFile(one, one.contentMediaType ?? encoding[name]?.contentType)) found.set(name, one)
    }
    for (const part of [whole.allOf, whole.oneOf, whole.anyOf].flatMap((parts) => parts ?? [])) visit(part)
  }
  if (schema) visit(schema)
  return found
}

/**
 * Whether a field of a form is a file: it says so itself, or by a media type, its own or that of its encoding, which is
 * neither text nor JSON.
 */
function isFile({ type = 'string', format, contentEncoding }: Schema, contentType?: string): boolean {
  if (format === 'binary') return true
  if (contentType === undefined || contentEncoding !== undefined || ![type].flat().includes('string'))
    return false
  return contentType.split(/\s*,\s*/).every((one) => !isJson(one) && !isText(one))
}

function isJson(mediaType: string): boolean {
  return /[/+]json\b/i.test(mediaType)
}

function isText(mediaType: string): boolean {
  return /^text\//i.test(mediaType)
}
