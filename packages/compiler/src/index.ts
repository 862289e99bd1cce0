export type { Document, Evidence, OperationObject, Parameter } from './document.ts'
export {
  errorCatalogue,
  errorCodesOf,
  type ErrorEntry,
  type ErrorMeaning,
  errorMessageOf,
  resends,
  type ShownError,
} from './emit/catalogue.ts'
export { errorCheckProgram, errorCommand } from './emit/error-program.ts'
export { emitReport } from './emit/report.ts'
export { emitSource } from './emit/index.ts'
export { clientProgram, curlCommand, firstOperation, mockOrigin } from './emit/program.ts'
export { evidenceMarkdown, type Fact, operationFacts, webhookFacts } from './emit/facts.ts'
export { exampleQuery } from './emit/sample.ts'
export { type CodeSample, codeSamples, sampleFiles } from './emit/code-samples.ts'
export { table } from './markdown.ts'
export { type EvidenceLevel, evidenceLevels, type EvidenceShare, evidenceShares } from './evidence.ts'
export { type Model, type OperationModel, operationsOf } from './model.ts'
export { camelCase, environmentVariable, identifier, pascalCase, schemaTypeName } from './names.ts'
export { listPublished, type Published } from './published.ts'
export { bundlePath, listProviders, type Provider, readProvider, root } from './providers.ts'
export { readModel } from './read/model.ts'
export type { Declaration, Doc, Member } from './read/declarations.ts'
export { clientDeclarations, type Declarations, runtimeDeclarations, sharedNames } from './read/surface.ts'
export { parameterList, returnType } from './emit/code.ts'
