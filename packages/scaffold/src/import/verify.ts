/** Proving that an import works before anybody sees it: bundled, compiled, type-checked and served. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, emitSource, type Model, readModel } from '@parlance/compiler'
import { ScaffoldError } from '../errors.ts'
import { openStage, writeFiles } from '../stage.ts'
import { redocly, rootTool } from '../tools.ts'

/** A provider whose client compiles. */
export interface Verified {
  model: Model
  document: Document
}

/**
 * Bundles a spec, makes its client and serves it.
 *
 * @param spec folder with the `openapi.yaml`.
 * @throws {ScaffoldError} with what the tools say, when one of them cannot do with it.
 */
export async function verify(root: string, spec: string, provider: string): Promise<Verified> {
  using stage = openStage()
  const bundle = join(stage.folder, 'openapi.json')
  const config = join(root, 'redocly.yaml')
  const { code, output } = redocly(spec, 'bundle', 'openapi.yaml', '--output', bundle, '--config', config)
  if (code !== 0) throw refusal('cannot be bundled', output)
  const document = JSON.parse(readFileSync(bundle, 'utf8')) as Document
  const model = compile(provider, document)
  checkTypes(root, stage.folder, await emitSource(model, document))
  await checkMock(root, provider, bundle)
  return { model, document }
}

function compile(provider: string, document: Document): Model {
  try {
    return readModel(provider, document)
  } catch (error) {
    throw refusal('cannot be compiled', (error as Error).message)
  }
}

/** The client as TypeScript sees it, where the runtime that it stands on has been built. */
function checkTypes(root: string, stage: string, files: Record<string, string>): void {
  if (!existsSync(join(root, 'packages/runtime/dist/index.d.ts'))) return
  const types = join(root, 'node_modules/@types')
  const compilerOptions = { noEmit: true, types: existsSync(types) ? ['node'] : [], typeRoots: [types] }
  mkdirSync(join(stage, 'node_modules/@parlance'), { recursive: true })
  symlinkSync(join(root, 'packages/runtime'), join(stage, 'node_modules/@parlance/runtime'), 'junction')
  writeFiles(stage, {
    'tsconfig.json': JSON.stringify({
      extends: join(root, 'tsconfig.base.json'),
      compilerOptions,
      include: ['src'],
    }),
    'package.json': '{ "type": "module" }',
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`src/${path}`, text])),
  })
  const { code, output } = rootTool(root, 'tsc', ['--project', stage, '--pretty', 'false'])
  if (code !== 0) throw refusal('makes a client that does not compile', output)
}

/** The mock as its users start it, if it has been built. */
async function checkMock(root: string, provider: string, bundle: string): Promise<void> {
  const cli = join(root, 'packages/mock/dist/cli.js')
  if (!existsSync(cli)) return
  const child = spawn(process.execPath, [
    cli,
    '--provider',
    provider,
    '--spec',
    `${provider}=${bundle}`,
    '--port',
    '0',
  ])
  let output = ''
  const isServed = await new Promise<boolean>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      if (/http:\/\/[\d.]+:\d+/.test(output)) resolve(true)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', (error) => ((output += error.message), resolve(false)))
    child.once('close', () => resolve(false))
  })
  child.kill()
  if (!isServed) throw refusal('cannot be served by the mock', output)
}

function refusal(what: string, output: string): ScaffoldError {
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '')
  const more = lines.length > 12 ? `\n… and ${lines.length - 12} more lines` : ''
  return new ScaffoldError(
    `The document ${what}, so nothing was written. Mend it at its source, or leave out what is named here, and import it again:\n${lines.slice(0, 12).join('\n')}${more}`,
  )
}
