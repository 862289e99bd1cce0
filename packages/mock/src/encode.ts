/** Whether a media type is JSON, by name or by suffix. */
export function isJson(mediaType: string): boolean {
  return /[/+]json\s*(;|$)/i.test(mediaType)
}

/** The bytes of a body in a media type; nothing for `undefined`. */
export function encode(body: unknown, mediaType: string): Buffer | undefined {
  if (body === undefined) return undefined
  if (typeof body === 'string' && !isJson(mediaType)) return Buffer.from(body)
  return Buffer.from(JSON.stringify(body))
}
