/** What our clients may cost at most. The tests beside this file fail when one costs more. */

/** What one call of a client may put into a bundle. Bytes, minified by esbuild and compressed with gzip -9. */
interface SizeBudget {
  readonly provider: string
  /** A program with one call, as a function. */
  readonly first: number
  /** Each further operation that the program calls. */
  readonly further: number
}

export const sizes: readonly SizeBudget[] = [
  {
    provider: 'chitchats',
    // On the same spec openapi-fetch comes to 2.7 kB with no policy at all, and Redocly's generate-client to 6.9 kB with
    // retry and timeout. Ours also has a deadline, the documented rate limit and redaction, and stays below that.
    first: 5_000,
    // An operation is its method, path and arguments, and some names. What is more belongs in the kernel, once.
    further: 150,
  },
  // An API key in a header of its own: redirects are followed by hand, so that it stays with its origin.
  { provider: 'chatti', first: 5_200, further: 150 },
  // Tokens are made and renewed.
  { provider: 'chatkitty', first: 6_200, further: 150 },
  // So they are here, and the limits of single operations are kept, for each conversation by itself.
  { provider: 'chatshipper', first: 7_800, further: 150 },
]

/**
 * How many types the compiler may make for one call, over an empty program. A look-up in an interface needs none, and
 * Redocly's generate-client needs 29; the rest leaves room for a call's data and errors to be typed by operation. With
 * path generics there would be thousands, which people notice in their editors.
 */
export const instantiations = 50

/** How many operations a spec is given to see that the cost of a call does not grow: some copies show any growth. */
export const manyOperations = 100
