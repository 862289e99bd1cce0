import { codeSamples, type Document, operationsOf, readModel } from '@parlance/compiler'

/** A program as a user has it, written against a release. */
export interface Program {
  provider: string
  /** The operation it calls; missing for the program that was written by hand. */
  operation?: string
  source: string
}

/** The client's sample of every operation of a bundle, made by the compiler. */
export function samplePrograms(provider: string, bundle: Document): Program[] {
  const model = readModel(provider, bundle)
  return operationsOf(model).map((operation) => ({
    provider,
    operation: operation.id,
    source: codeSamples(model, operation).find(({ label }) => label === 'Client')!.source,
  }))
}
