/** A refusal: what is wrong, where, and how to mend it. Anything else that is thrown is a fault of ours. */
export class ScaffoldError extends Error {
  override name = 'ScaffoldError'
}
