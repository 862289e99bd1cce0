/** What is measured: a spec, the client that we make from it, and the calls that every client makes. */
import { readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import {
  bundlePath,
  type Document,
  emitSource,
  listProviders,
  type Model,
  operationsOf,
  readModel,
  root,
} from '@parlance/compiler'
import { enlarge } from './enlarge.ts'
import { writeFiles } from './files.ts'
import { runScript, typescript7, workFolder } from './tools.ts'

/** A spec and our client of it. */
export interface Subject {
  /** `chitchats`, or `chitchats-1000` for the enlarged one. */
  readonly name: string
  /** Path of the bundle. */
  readonly bundle: string
  readonly document: Document
  readonly model: Model
  readonly operations: number
  /** Where everything made for this spec goes. */
  readonly folder: string
  /** What programs in a folder below `folder` import our client from. */
  readonly ours: { readonly functions: string; readonly client: string }
}

/** The provider whose spec every client is made from, also when it is enlarged. */
export const provider = 'chitchats'

/** Size of the enlarged spec that every client is made from. */
export const manyOperations = 1_000

/** A provider as `npm run build` left it. */
export function providerSubject(name: string): Subject {
  const bundle = bundlePath(name)
  const ours = { functions: `@parlance/${name}/operations`, client: `@parlance/${name}` }
  return subject(name, name, bundle, readBundle(bundle), ours)
}

/** The provider with the most operations: the largest spec written by hand. */
export function largestProvider(): string {
  const subjects = listProviders().map(providerSubject)
  return subjects.toSorted((a, b) => b.operations - a.operations)[0]!.name
}

/** A spec that was enlarged, with the time that making our client of it took. */
export interface EnlargedSubject extends Subject {
  /** Milliseconds from bundle to source. */
  readonly compile: number
  /** Milliseconds from source to ESM and declarations, by TypeScript 7. */
  readonly build: number
}

const enlarged = new Map<number, Promise<EnlargedSubject>>()

/** The provider's spec with as many operations as asked for, and our client of it: made once for each number. */
export function enlargedSubject(operations: number): Promise<EnlargedSubject> {
  const known = enlarged.get(operations) ?? makeEnlarged(operations)
  enlarged.set(operations, known)
  return known
}

async function makeEnlarged(operations: number): Promise<EnlargedSubject> {
  const name = `${provider}-${operations}`
  const folder = join(workFolder, name)
  const bundle = join(folder, 'openapi.json')
  rmSync(folder, { recursive: true, force: true })
  writeFiles(folder, {
    'openapi.json': JSON.stringify(enlarge(readBundle(bundlePath(provider)), operations), null, 2),
  })
  const times = await buildClient(bundle, join(folder, 'ours'))
  const ours = { functions: '../ours/dist/operations.js', client: '../ours/dist/index.js' }
  return { ...subject(name, provider, bundle, readBundle(bundle), ours), ...times }
}

/** Makes a client as `parlance-generate` and its package's build make it. */
async function buildClient(bundle: string, folder: string): Promise<{ compile: number; build: number }> {
  const begun = performance.now()
  const document = readBundle(bundle)
  const source = await emitSource(readModel(provider, document), document)
  const emitted = performance.now()
  writeFiles(folder, {
    'package.json': JSON.stringify({ type: 'module', sideEffects: false }),
    'tsconfig.json': JSON.stringify(buildSettings(folder)),
    ...Object.fromEntries(Object.entries(source).map(([path, text]) => [`src/${path}`, text])),
  })
  const written = performance.now()
  await runScript(typescript7, ['-p', folder], folder)
  return { compile: emitted - begun, build: performance.now() - written }
}

/** The settings every client is built with, at another place. */
function buildSettings(folder: string): object {
  const base = relative(folder, join(root, 'packages', provider, 'tsconfig.build.json'))
  return { extends: base, compilerOptions: { rootDir: 'src', outDir: 'dist' }, include: ['src'] }
}

function subject(
  name: string,
  provider: string,
  bundle: string,
  document: Document,
  ours: Subject['ours'],
): Subject {
  const model = readModel(provider, document)
  const operations = operationsOf(model).length
  return { name, bundle, document, model, operations, folder: join(workFolder, name), ours }
}

function readBundle(path: string): Document {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Document
  } catch (cause) {
    throw new Error(`There is no bundle at ${relative(root, path)}. Run \`npm run build\` first.`, { cause })
  }
}
