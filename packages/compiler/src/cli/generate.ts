#!/usr/bin/env node
/** `parlance-generate`, run in `packages/<provider>`: makes the client's source, API report, README and copy of the bundle. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Document } from '../document.ts'
import { emitSource } from '../emit/index.ts'
import { emitReadme } from '../emit/readme.ts'
import { emitReport } from '../emit/report.ts'
import { exportProblems, type Exports } from '../exports.ts'
import { syncFolder, writeIfChanged } from '../files.ts'
import { bundlePath } from '../providers.ts'
import { readModel } from '../read/model.ts'

const provider = basename(process.cwd())
const bundle = readBundle(bundlePath(provider))
const document = JSON.parse(bundle) as Document
const model = readModel(provider, document)

const files = await emitSource(model, document)
checkExports(files)
syncFolder('src/generated', files)
writeIfChanged('api.md', emitReport(model))
writeIfChanged('README.md', emitReadme(model))
writeIfChanged('dist/openapi.json', bundle)

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
