/** What is wrong with a file, as the end of a sentence that begins with its name. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
}
