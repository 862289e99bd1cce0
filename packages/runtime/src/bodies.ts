/** How bodies other than JSON are written. An operation names the one it needs, so that a bundle pays only for that. */

/** What `fetch` sends: named so that types exist without those of browsers too, where `BodyInit` is unknown. */
export type RequestBody = NonNullable<RequestInit['body']>

/** A body ready to send. */
export interface EncodedBody {
  readonly body: RequestBody | undefined
  /** Media type; `undefined` where there is no body, or where the platform says it. */
  readonly type: string | undefined
}

/** Writes the body of an operation; `type` is its media type where it is not the encoder's own. */
export type Encoder = (body: unknown, type?: string) => EncodedBody

/** JSON of any media type. */
export function json(body: unknown, type = 'application/json'): EncodedBody {
  return body === undefined ? { body, type: undefined } : { body: JSON.stringify(body), type }
}

/** `application/x-www-form-urlencoded`, from an object of texts. */
export function urlEncoded(body: unknown): EncodedBody {
  // The platform names the type, as it does for every form.
  return { body: new URLSearchParams(body as Record<string, string>), type: undefined }
}

/** `multipart/form-data`: files as parts, lists as repeated parts, other objects as JSON. A form stays as it is. */
export function multipart(body: unknown): EncodedBody {
  if (!isObject(body) || body instanceof FormData) return { body: body as FormData, type: undefined }
  const form = new FormData()
  for (const [name, value] of Object.entries(body)) {
    for (const item of Array.isArray(value) ? value : [value]) append(form, name, item)
  }
  // With a boundary of its own, which only the platform knows.
  return { body: form, type: undefined }
}

/** JSON, or a form where files make one necessary. */
export function jsonOrMultipart(body: unknown): EncodedBody {
  return (holdsFile(body) ? multipart : json)(body)
}

function append(form: FormData, name: string, value: unknown): void {
  if (value === undefined || value === null) return
  if (value instanceof Blob) form.append(name, value)
  else form.append(name, isObject(value) ? JSON.stringify(value) : String(value as string | number))
}

function holdsFile(body: unknown): boolean {
  return (
    body instanceof FormData ||
    (isObject(body) &&
      Object.values(body)
        .flat()
        .some((value) => value instanceof Blob))
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
