import type { OperationModel } from '../model.ts'
import type { Header, SampleModel, SampleOperation } from './asked.ts'
import { fetchProgram } from './fetch.ts'
import { clientProgram, curlCommand, mockOrigin } from './program.ts'

/** One way to make a call, as `x-codeSamples` has it. */
export interface CodeSample {
  /** Language, for the highlighter. */
  lang: 'Shell' | 'TypeScript' | 'JavaScript'
  /** Name of its tab. */
  label: 'curl' | 'Client' | 'fetch'
  source: string
}

/**
 * The samples of an operation: with curl, through the client, and by plain `fetch`. Each is a whole program that runs as
 * it stands, with the spec's own examples.
 *
 * @param origin where it is sent; by default where the mock listens
 * @param headers what is sent besides, such as `Prefer`
 */
export function codeSamples(
  model: SampleModel,
  operation: SampleOperation,
  origin = mockOrigin,
  headers: Header[] = [],
): CodeSample[] {
  return [
    { lang: 'Shell', label: 'curl', source: `${curlCommand(model, operation, origin, headers)}\n` },
    { lang: 'TypeScript', label: 'Client', source: clientProgram(model, operation, origin, headers) },
    { lang: 'JavaScript', label: 'fetch', source: fetchProgram(model, operation, origin, headers) },
  ]
}

/** The files that the curl command of an operation sends: name → content. */
export function sampleFiles({ body }: OperationModel): [name: string, content: string][] {
  if (body?.mediaType !== 'multipart/form-data') return []
  const fields = Object.entries((body.example ?? {}) as object)
  return fields.filter(([name]) => name in body.files).map(([name, value]) => [name, [value].flat().join('')])
}
