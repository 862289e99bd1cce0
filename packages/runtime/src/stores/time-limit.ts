/** What a promise gives, unless it takes too long. */
export function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    // A process that was busy finds its timer over before it has read the answer that lies there: it gets another look.
    let id = setTimeout(() => (id = setTimeout(giveUp, 10)), milliseconds)
    const giveUp = (): void => reject(new Error(`no answer within ${milliseconds} ms`))
    work.then(resolve, reject).finally(() => clearTimeout(id))
  })
}

/** A timer that does not keep the process alive, where the platform has such. */
export function inBackground(milliseconds: number, callback: () => void): () => void {
  const id = setTimeout(callback, milliseconds) as unknown as { unref?: () => void } & number
  id.unref?.()
  return () => clearTimeout(id)
}
