import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type InstallerName, installers } from './install.ts'
import { run } from './run.ts'
import { librarySurface, type Modules, serverSurface, readmeSamples, typeProbes } from './samples.ts'
import { installed, mockOf, projectOf, type Scene } from './scene.ts'
import type { TypeScript } from './toolchain.ts'

/** The two kinds of project that there are: for a bundler, with the types of browsers; for Node, without them. */
export const resolutions = {
  bundler: {
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: [],
  },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext', lib: ['es2023'], types: ['node'] },
} as const

export type Resolution = keyof typeof resolutions

/** As strict as users can be; our d.ts are checked too. */
const strict = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  resolveJsonModule: true,
  skipLibCheck: false,
  target: 'es2023',
}

/** The folder of programs in every project. */
const folder = 'programs'

/** Writes the programs of a user into a project: the READMEs' samples, what tells types apart, and every export. */
export function writePrograms(scene: Scene, name: InstallerName): Modules {
  const project = projectOf(scene, name)
  const { manifests } = scene
  const modules = {
    ...readmeSamples(project, manifests, mockOf(scene)),
    ...typeProbes(manifests),
    ...librarySurface(manifests),
    ...serverSurface(manifests),
  }
  const to = scene.workshop.path('projects', name, folder)
  for (const [module, source] of Object.entries(modules)) writeOnce(join(to, `${module}.ts`), source)
  return modules
}

/** Another step may be reading the file. */
function writeOnce(file: string, source: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === source) return
  writeFileSync(file, source)
}

/** Checks the programs of a project with one TypeScript. */
export async function typecheck(
  scene: Scene,
  name: InstallerName,
  typescript: TypeScript,
  resolution: Resolution,
): Promise<void> {
  const project = projectOf(scene, name)
  writePrograms(scene, name)
  const config = join(project, `tsconfig.${typescript}.${resolution}.json`)
  // Types of Node lie where the toolchain was installed.
  const typeRoots = [join(toolsOf(scene), 'node_modules', '@types')]
  const compilerOptions = { ...strict, ...resolutions[resolution], typeRoots }
  const exclude =
    resolution === 'bundler' ? Object.keys(serverSurface([])).map((one) => `${folder}/${one}.ts`) : []
  writeFileSync(config, JSON.stringify({ compilerOptions, include: [`${folder}/*.ts`], exclude }, null, 2))
  const compiler = join(installed(toolsOf(scene), `typescript-${typescript}`), 'bin', 'tsc')
  await run(scene.workshop, {
    program: 'node',
    args: [compiler, '-p', config],
    cwd: project,
    env: scene.env,
  })
}

/** Deno checks with a TypeScript of its own. */
export async function denoCheck(scene: Scene): Promise<void> {
  const project = projectOf(scene, 'deno')
  writePrograms(scene, 'deno')
  const files = readdirSync(join(project, folder)).map((file) => join(folder, file))
  await run(scene.workshop, {
    program: 'deno',
    args: ['check', '--quiet', ...files],
    cwd: project,
    env: scene.env,
  })
}

/** The project that has the toolchain. */
function toolsOf(scene: Scene): string {
  const [name] = Object.entries(installers).find(([, one]) => 'hasToolchain' in one)!
  return projectOf(scene, name)
}
