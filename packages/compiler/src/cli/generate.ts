#!/usr/bin/env node
/** `parlance-generate`, run in `packages/<provider>`: makes the client's source, API report, README and copy of the bundle. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Document } from '../document.ts'
import { emitSource } from '../emit/index.ts'
import { emitReadme } from '../emit/readme.ts'
import { emitReport } from '../emit/report.ts'
import { syncFolder, writeIfChanged } from '../files.ts'
import { bundlePath } from '../providers.ts'
import { readModel } from '../read/model.ts'

const provider = basename(process.cwd())
const bundle = readBundle(bundlePath(provider))
const document = JSON.parse(bundle) as Document
const model = readModel(provider, document)

syncFolder('src/generated', await emitSource(model, document))
writeIfChanged('api.md', emitReport(model))
writeIfChanged('README.md', emitReadme(model))
writeIfChanged('dist/openapi.json', bundle)

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
