import { writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { InstallerName } from './install.ts'
import { runtimes } from './programs.ts'
import { run } from './run.ts'
import { projectOf, type Scene } from './scene.ts'
import { writePrograms } from './typecheck.ts'

export type RuntimeName = keyof ReturnType<typeof runtimes>

/** How a runtime runs a TypeScript file. */
const flags: Record<RuntimeName, readonly string[]> = {
  'node-22': [],
  node: [],
  bun: [],
  deno: ['run', '--quiet', '--no-prompt', '--allow-net=127.0.0.1', '--allow-env', '--allow-read'],
}

/** What a program said before it ended. */
interface Outcome {
  readonly name: string
  readonly lines: readonly string[]
  readonly error?: string
}

const mark = 'outcomes '

/** Runs the programs one after the other, and says at the end what each of them printed. */
function driver(names: readonly string[]): string {
  return `const print = console.log
const outcomes = []
for (const name of ${JSON.stringify(names)}) {
  const lines = []
  console.log = (...words) => void lines.push(words.map(String).join(' '))
  try {
    await import(\`./\${name}.ts\`)
    outcomes.push({ name, lines })
  } catch (error) {
    outcomes.push({ name, lines, error: String(error?.stack ?? error) })
  }
}
print('${mark}' + JSON.stringify(outcomes))
`
}

/** Runs the programs of a project on a runtime, against the mock. */
export async function tryOut(scene: Scene, name: InstallerName, runtime: RuntimeName): Promise<void> {
  const project = projectOf(scene, name)
  const modules = Object.keys(writePrograms(scene, name))
  const file = join(project, 'programs', 'all.mjs')
  writeFileSync(file, driver(modules))
  const args = [...flags[runtime], file]
  const { env } = scene
  const output = await run(scene.workshop, { program: runtimes()[runtime], args, cwd: project, env })
  const line = output.split('\n').find((one) => one.startsWith(mark))
  if (line === undefined) throw new Error(`The programs did not come to their end:\n${output}`)
  for (const outcome of JSON.parse(line.slice(mark.length)) as Outcome[]) expectGood(outcome, project)
}

function expectGood({ name, lines, error }: Outcome, project: string): void {
  if (error !== undefined) throw new Error(`${name}.ts in ${project} failed: ${error}`)
  // The first sample of a README lists something, and the mock has something.
  if (/-sample-1$|surface$/.test(name) && lines.length === 0) {
    throw new Error(`${name}.ts in ${project} printed nothing.`)
  }
  for (const line of lines) expectInside(line, project)
}

/** Where modules were loaded from. */
function expectInside(line: string, project: string): void {
  const url = / (file:\S+)$/.exec(line)?.[1]
  if (url === undefined || fileURLToPath(url).startsWith(project + sep)) return
  throw new Error(`A module comes from outside its project: ${line}`)
}
