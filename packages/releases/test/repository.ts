/** Small repositories that are built by the real compiler and the real TypeScript. */
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Document, emitReport, emitSource, readModel, root as repository } from '@parlance/compiler'
import { onTestFinished } from 'vitest'
import { takeBaseline, writeBaseline } from '../src/release/baseline.ts'
import { runNode } from '../src/process.ts'
import { readWorkspace } from '../src/workspace.ts'
import { acme } from './acme.ts'

/** The program of a user that goes with every release. */
const consumer = `import { createClient, type Widget } from '@parlance/acme'

const acme = createClient({ key: 'k' })
export async function show(id: string): Promise<Widget> {
  const widget = await acme.widgets.get(id)
  return widget.state === 'sold' ? widget : acme.widgets.create({ name: 'Cog' })
}
`

const cli = `#!/usr/bin/env node
console.log(\`Usage: mock [options]

  --port <number>  port to listen on
  --help           this text\`)
`

let template: Promise<string> | undefined

/** A repository with one provider, a mock and the runtime, built; it goes away with the test. */
export async function repositoryOf(version = '0.1.0'): Promise<string> {
  template ??= makeTemplate()
  const root = await mkdtemp(join(tmpdir(), 'parlance-releases-test-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  await cp(await template, root, { recursive: true, verbatimSymlinks: true })
  for (const name of ['acme', 'mock', 'runtime'])
    await editJson(root, `packages/${name}/package.json`, { version })
  return root
}

/** The same, with all of it released as it is. */
export async function releasedRepository(version = '0.1.0'): Promise<string> {
  const root = await repositoryOf(version)
  await writeBaseline(root, await takeBaseline(readWorkspace(root), version))
  return root
}

/** Removes what the repositories of a test file are copied from. */
export async function removeTemplate(): Promise<void> {
  if (template) await rm(await template, { recursive: true, force: true })
}

async function makeTemplate(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'parlance-releases-template-'))
  await write(root, {
    'package.json': json({ name: 'small', private: true, type: 'module' }),
    'pnpm-workspace.yaml': 'packages:\n  - specs/*\n  - packages/*\n',
    'packages/mock/package.json': json({
      name: '@parlance/mock',
      version: '0.0.0',
      type: 'module',
      bin: { mock: './dist/cli.js' },
      exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    }),
    'packages/mock/dist/cli.js': cli,
    'packages/mock/dist/index.js': 'export function createMock() {}\n',
    'packages/mock/dist/index.d.ts':
      'export interface Options {\n    port?: number;\n}\nexport declare function createMock(options?: Options): void;\n',
  })
  for (const file of ['.changeset/config.json', 'packages/releases/src/changelog.ts'])
    await cp(join(repository, file), join(root, file))
  for (const part of ['package.json', 'dist'])
    await cp(join(repository, 'packages/runtime', part), join(root, 'packages/runtime', part), {
      recursive: true,
    })
  await mkdir(join(root, 'node_modules/@parlance'), { recursive: true })
  for (const name of ['typescript', '@types', '@changesets'])
    await symlink(join(repository, 'node_modules', name), join(root, 'node_modules', name))
  await symlink('../../packages/runtime', join(root, 'node_modules/@parlance/runtime'))
  await addProvider(root, 'acme', acme())
  await write(root, { 'packages/acme/test/consumer.ts': consumer })
  return root
}

/** Adds a provider, as its folders are after the build. */
export async function addProvider(root: string, name: string, document: Document): Promise<void> {
  const manifest = {
    name: `@parlance/${name}`,
    version: '0.0.0',
    type: 'module',
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    dependencies: { '@parlance/runtime': 'workspace:*' },
  }
  await write(root, {
    [`specs/${name}/openapi.yaml`]: 'openapi: 3.1.0\n',
    [`specs/${name}/package.json`]: json({ name: `@parlance/spec-${name}`, version: '0.0.0', private: true }),
    [`packages/${name}/package.json`]: json(manifest),
  })
  await build(root, name, document)
}

/** Changes the bundle of a provider and builds its client anew. */
export async function edit(root: string, change: (document: Document) => void, name = 'acme'): Promise<void> {
  const file = join(root, 'specs', name, 'dist/openapi.json')
  const document = JSON.parse(await readFile(file, 'utf8')) as Document
  change(document)
  await build(root, name, document)
}

async function build(root: string, name: string, document: Document): Promise<void> {
  const model = readModel(name, document)
  const folder = `packages/${name}`
  await rm(join(root, folder, 'src'), { recursive: true, force: true })
  const sources = await emitSource(model, structuredClone(document))
  await write(root, {
    [`specs/${name}/dist/openapi.json`]: json(document),
    [`${folder}/api.md`]: emitReport(model),
    [`${folder}/tsconfig.json`]: json({
      extends: join(repository, 'tsconfig.base.json'),
      compilerOptions: {
        noEmit: false,
        declaration: true,
        rootDir: 'src',
        outDir: 'dist',
        typeRoots: [join(root, 'node_modules/@types')],
      },
      include: ['src'],
    }),
    ...Object.fromEntries(Object.entries(sources).map(([path, text]) => [`${folder}/src/${path}`, text])),
  })
  const tsc = join(repository, 'node_modules/typescript/bin/tsc')
  const { code, stdout } = await runNode(tsc, ['-p', join(root, folder)], root)
  if (code !== 0) throw new Error(stdout)
}

/** Writes a changeset. */
export async function say(
  root: string,
  name: string,
  releases: Record<string, string>,
  summary: string,
): Promise<void> {
  const lines = Object.entries(releases).map(([one, bump]) => `'@parlance/${one}': ${bump}\n`)
  await write(root, { [`.changeset/${name}.md`]: `---\n${lines.join('')}---\n\n${summary}\n` })
}

/** Writes files below a folder. */
export async function write(root: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
}

/** Sets fields of a JSON file. */
export async function editJson(root: string, path: string, fields: Record<string, unknown>): Promise<void> {
  const value = JSON.parse(await readFile(join(root, path), 'utf8')) as Record<string, unknown>
  await writeFile(join(root, path), json({ ...value, ...fields }))
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
