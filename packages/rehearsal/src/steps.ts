/** The plan of the rehearsal once everything is published: what is done, and what it needs. */
import { type InstallerName, installAll, installers } from './install.ts'
import { startMock } from './mock.ts'
import type { Scene } from './scene.ts'
import { type RuntimeName, tryOut } from './trial.ts'
import { type TypeScript, typescripts } from './toolchain.ts'
import { denoCheck, type Resolution, resolutions, typecheck } from './typecheck.ts'

/** One thing that a user does. */
export interface Step {
  /** A statement. */
  readonly name: string
  /** Names of the steps that come before it. */
  readonly needs: readonly string[]
  readonly work: (scene: Scene) => Promise<void>
}

const mockStarts = 'npx @parlance/mock starts in an empty folder'
const installs = (name: InstallerName) => `${name} installs everything into an empty project`

/** Every runtime with the package manager that its users have. */
const trials: [RuntimeName, InstallerName][] = [
  ['node-22', 'npm'],
  ['node', 'pnpm'],
  ['bun', 'bun'],
  ['deno', 'deno'],
]

/** The layouts that differ from npm's are checked with one compiler: which one matters to types, not to layouts. */
const layouts: InstallerName[] = ['pnpm', 'bun']

const names = Object.keys(installers) as InstallerName[]

/** All steps; what takes long comes first. */
export const steps: readonly Step[] = [
  { name: mockStarts, needs: [], work: startMock },
  ...names.map((name) => ({
    name: installs(name),
    needs: [],
    work: (scene: Scene) => installAll(scene, name),
  })),
  ...(Object.keys(typescripts) as TypeScript[]).flatMap((typescript) =>
    (Object.keys(resolutions) as Resolution[]).map((resolution) => checkStep('npm', typescript, resolution)),
  ),
  { name: 'Deno accepts the types', needs: [mockStarts, installs('deno')], work: denoCheck },
  ...layouts.map((name) => checkStep(name, '7', 'nodenext')),
  ...trials.map(([runtime, name]) => ({
    name: `the programs run on ${runtime}, installed with ${name}`,
    needs: [mockStarts, installs(name)],
    work: (scene: Scene) => tryOut(scene, name, runtime),
  })),
]

function checkStep(name: InstallerName, typescript: TypeScript, resolution: Resolution): Step {
  return {
    name: `TypeScript ${typescript} accepts the types: ${resolution}, installed with ${name}`,
    // The samples know the mock's address, and the compilers are where npm was.
    needs: [...new Set([mockStarts, installs('npm'), installs(name)])],
    work: (scene) => typecheck(scene, name, typescript, resolution),
  }
}
