/** Whether a media type is JSON: by name, by suffix, or with a suffix of its own (`application/json+merge-patch`). */
export function isJson(mediaType: string): boolean {
  return /[/+]json\b/i.test(mediaType)
}

/** The bytes of a body in a media type; nothing for `undefined`. */
export function encode(body: unknown, mediaType: string): Buffer | undefined {
  if (body === undefined) return undefined
  if (typeof body === 'string' && !isJson(mediaType)) return Buffer.from(body)
  return Buffer.from(JSON.stringify(body))
}
