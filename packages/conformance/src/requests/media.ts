/** Whether a media type is one of JSON; some providers put what kind of JSON it is behind it. */
export function isJson(mediaType: string): boolean {
  return /[/+]json(\+|$)/.test(mediaType)
}
