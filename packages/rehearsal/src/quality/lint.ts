/** The two linters of packages that everybody knows. */
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import type { Tarball } from './tarball.ts'

/** What publint says, suggestions too. */
export async function publintMessages({ bytes, manifest }: Tarball): Promise<string[]> {
  const tarball = Uint8Array.from(bytes).buffer
  const { messages } = await publint({ pack: { tarball }, strict: true })
  return messages.map((message) => formatMessage(message, manifest, { color: false }) ?? message.code)
}

/** What Are The Types Wrong finds, but for what cannot be otherwise in packages that are ES modules only. */
export async function typeProblems({ bytes }: Tarball): Promise<string[]> {
  const result = await checkPackage(createPackageFromTarballData(bytes))
  if (!result.types) return ['It has no types.']
  return result.problems.filter((problem) => !isDeliberate(problem)).map((problem) => JSON.stringify(problem))
}

/**
 * Resolution of before Node 12 knows no `exports`, and TypeScript 7 does not have it any more. A CommonJS module gets
 * an ES module here, which `require` understands from Node 22.12 on.
 */
function isDeliberate(problem: Problem): boolean {
  if (problem.kind === 'NoResolution') return problem.resolutionKind === 'node10'
  return problem.kind === 'CJSResolvesToESM'
}
