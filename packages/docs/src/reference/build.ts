import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Document, readModel } from '@parlance/compiler'
import { readBundle } from '../bundle.ts'
import { consolePart } from '../console/part.ts'
import { html } from '../html.ts'
import { siteBar } from '../pages/shell.ts'
import { redoclyCli, redocScript } from '../redoc.ts'
import { finishReference } from './finish.ts'
import { operationListing } from './listing.ts'
import { viewOf } from './view.ts'

const templates = fileURLToPath(new URL('../templates/', import.meta.url))

/**
 * Renders the reference of one provider: `dist/openapi.json` → `dist/reference/`, a page, the document that it shows and
 * the styles it shares. The page is made for its place in the site, `reference/<provider>/`, and finds scripts, styles
 * and bundles from there.
 *
 * @param folder the provider's folder; its name is the provider's name
 * @returns the page's file
 */
export async function buildReference(folder: string): Promise<string> {
  const bundle = await readBundle(join(folder, 'dist', 'openapi.json'))
  const provider = basename(folder)
  const printed = await renderWithRedoc(bundle, provider)
  const model = readModel(provider, bundle)
  const listing = operationListing(model)
  const console = consolePart(model, bundle)
  const bar = siteBar(`reference/${provider}/`, html`<h1>${bundle.info.title} <span>reference</span></h1>`)
  const { page, documentName, document, stylesName, styles } = finishReference(printed, await redocScript(), {
    bar,
    listing,
    console: console.head,
  })
  const target = join(folder, 'dist', 'reference')
  await rm(target, { recursive: true, force: true })
  await mkdir(target, { recursive: true })
  await writeFile(join(target, stylesName), styles)
  await writeFile(join(target, documentName), document)
  await writeFile(join(target, console.name), console.text)
  await writeFile(join(target, 'index.html'), page)
  return join(target, 'index.html')
}

async function renderWithRedoc(bundle: Document, provider: string): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'parlance-reference-'))
  try {
    const input = join(scratch, `${provider}.json`)
    const output = join(scratch, 'index.html')
    await writeFile(input, JSON.stringify(viewOf(bundle, provider)))
    await runRedocly(['build-docs', input, '-o', output, ...settings(provider, bundle.info.title)])
    return await readFile(output, 'utf8')
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

function settings(provider: string, name: string): string[] {
  const downloads = {
    json: `../../specs/${provider}/openapi.json`,
    yaml: `../../specs/${provider}/openapi.yaml`,
  }
  return [
    `--config=${templates}redocly.yaml`,
    `--template=${templates}reference.html`,
    `--title=${name}: reference`,
    `--templateOptions.name=${name}`,
    `--templateOptions.json=${downloads.json}`,
    `--templateOptions.yaml=${downloads.yaml}`,
  ]
}

async function runRedocly(parameters: string[]): Promise<void> {
  const env = {
    ...process.env,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    NO_COLOR: '1',
  }
  try {
    await promisify(execFile)(process.execPath, [redoclyCli, ...parameters], { env })
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string }
    throw new Error(`redocly build-docs failed on ${parameters[1]}:\n${stderr.trim()}`, { cause: error })
  }
}
