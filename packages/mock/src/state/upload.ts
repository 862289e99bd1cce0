/** Files in forms. */
import type { Received } from '../exchange.ts'
import { multipartParts, parameterIn } from '../judge/forms.ts'
import { parameterOf } from '../media.ts'
import type { Upload } from './rules.ts'

/** The file that a form has in a field; nothing where there is none. */
export function uploadIn(
  { body, bodyBytes, request }: Pick<Received, 'body' | 'bodyBytes' | 'request'>,
  field: string,
): Upload | undefined {
  const boundary = parameterOf(request.headers['content-type'], 'boundary')
  if (typeof body !== 'string' || boundary === undefined) return undefined
  const part = multipartParts(body, boundary).findLast(({ name }) => name === field)
  if (!part) return undefined
  const { head, value } = part
  // Bytes that are no text are longer as text; all that is not the file is text.
  const around = Buffer.byteLength(body) - Buffer.byteLength(value)
  return {
    name: parameterIn(head, 'filename') || field,
    contentType: /^content-type:\s*(\S+)/im.exec(head)?.[1] ?? 'application/octet-stream',
    size: bodyBytes - around,
  }
}
