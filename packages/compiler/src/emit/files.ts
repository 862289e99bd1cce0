import { type Document, type MediaType, methods, type OperationObject, resolve } from '../document.ts'
import { fileType, filesOf, jsonOf } from '../read/media.ts'

/**
 * Says of every file in the one way that the types know, `format: binary`, that it is one: of the fields of forms, and
 * of successes that are neither JSON nor text.
 */
export function markFiles(document: Document): void {
  for (const item of Object.values(document.paths)) {
    for (const operation of methods.flatMap((method) => item[method] ?? [])) {
      markFields(document, operation)
      markSuccesses(document, operation)
    }
  }
}

function markFields(document: Document, { requestBody }: OperationObject): void {
  const form = requestBody && resolve(document, requestBody).content['multipart/form-data']
  for (const file of form ? filesOf(document, form).values() : []) {
    file.type ??= 'string'
    file.format = 'binary'
  }
}

function markSuccesses(document: Document, { responses }: OperationObject): void {
  for (const [status, response] of Object.entries(responses)) {
    const { content = {} } = resolve(document, response)
    if (!status.startsWith('2') || jsonOf(content)) continue
    for (const [mediaType, media] of Object.entries(content)) {
      if (fileType(mediaType) === 'Blob') markWhole(document, media)
    }
  }
}

function markWhole(document: Document, media: MediaType): void {
  media.schema ??= { type: 'string' }
  const schema = resolve(document, media.schema)
  // An object is XML or the like, described by a schema that JSON may share.
  if (schema.type === 'string') schema.format = 'binary'
}
