/** A request that the data forbids. It is thrown, so that everything the request has changed is undone. */
export class Refused extends Error {
  override readonly name = 'Refused'
  /** Best first. */
  readonly statuses: readonly number[]
  /** The provider's own sentence, where it has one for the case. */
  readonly sentence: string | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number | readonly number[],
    reason: string,
    more: { sentence?: string; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(reason)
    this.statuses = [status].flat()
    this.sentence = more.sentence
    this.headers = more.headers ?? {}
  }
}
