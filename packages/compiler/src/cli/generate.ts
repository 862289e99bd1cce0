#!/usr/bin/env node
/** `parlance-generate`, run in `packages/<provider>`: makes the client's source, API report, README and copy of the bundle. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { SpecError } from '../check/problem.ts'
import type { Document } from '../document.ts'
import { emitSource } from '../emit/index.ts'
import { emitReadme } from '../emit/readme.ts'
import { emitReport } from '../emit/report.ts'
import { exportProblems, type Exports } from '../exports.ts'
import { syncFolder, writeIfChanged } from '../files.ts'
import { bundlePath } from '../providers.ts'
import type { Model } from '../model.ts'
import { readModel } from '../read/model.ts'

const provider = basename(process.cwd())
const bundle = readBundle(bundlePath(provider))
const document = JSON.parse(bundle) as Document
const { model, files } = await compile().catch(refuse)
checkExports(files)
syncFolder('src/generated', files)
writeIfChanged('api.md', emitReport(model))
writeIfChanged('README.md', emitReadme(model))
writeIfChanged('dist/openapi.json', bundle)

async function compile(): Promise<{ model: Model; files: Record<string, string> }> {
  const read = readModel(provider, document)
  return { model: read, files: await emitSource(read, document) }
}

/** What is wrong with the bundle is told without the stack, which only says where the compiler found it. */
function refuse(error: unknown): never {
  if (!(error instanceof SpecError)) throw error
  console.error(
    `${bundlePath(provider)} cannot be compiled. Mend the YAML under specs/${provider}:\n${error.message}`,
  )
  process.exit(1)
}

/** A client that does not export what is made for it would look complete and not be. */
function checkExports(made: Record<string, string>): void {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Exports }
  const problems = exportProblems(exports, made)
  if (problems.length === 0) return
  for (const problem of problems) console.error(`packages/${provider}/package.json: ${problem}.`)
  process.exit(1)
}

function readBundle(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    console.error(
      `There is no bundle at ${path}. Run \`npm run build\`, which bundles specs/${provider} first.`,
    )
    process.exit(1)
  }
}
