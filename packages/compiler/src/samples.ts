/** The samples of operations, without anything of Node: what a browser may import. */
export type { Header, SampleModel, SampleOperation } from './emit/asked.ts'
export { Code } from './emit/code.ts'
export { type CodeSample, codeSamples } from './emit/code-samples.ts'
export { mockOrigin } from './emit/program.ts'
export { credentialHeaders, demoCredential, exampleUrl, fieldText } from './emit/request.ts'
