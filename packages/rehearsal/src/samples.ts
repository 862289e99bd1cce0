/** Programs that users would write first. They come from what was installed, not from the repository. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mockOrigin } from '@parlance/compiler'
import { isClient, isForServers, type Manifest, specifierOf } from './published.ts'

/** Name → source of a module that says what it saw, each to be run on its own. */
export type Modules = Record<string, string>

/** Every TypeScript sample of the clients' READMEs in `node_modules` of a project, calling the mock at `origin`. */
export function readmeSamples(project: string, manifests: readonly Manifest[], origin: string): Modules {
  const modules: Modules = {}
  for (const { name } of manifests.filter(isClient)) {
    const text = readFileSync(join(project, 'node_modules', name, 'README.md'), 'utf8')
    const samples = [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code]) => code!)
    if (samples.length === 0) throw new Error(`The README of ${name} has no TypeScript sample.`)
    samples.forEach((code, index) => {
      modules[`${stem(name)}-sample-${index + 1}`] = code.replaceAll(mockOrigin, origin)
    })
  }
  return modules
}

/** Of each client: a program that only compiles if its types came along, are no `any` and tell right from wrong. */
export function typeProbes(manifests: readonly Manifest[]): Modules {
  return Object.fromEntries(
    manifests.filter(isClient).map(({ name }) => [
      `${stem(name)}-types`,
      `import { createClient, isApiError } from '${name}'
import type { components } from '${name}/types'
import document from '${name}/openapi.json' with { type: 'json' }

type IsAny<Type> = 0 extends 1 & Type ? true : false

export const isAny: IsAny<typeof createClient> | IsAny<components> | IsAny<typeof document> = false

// @ts-expect-error -- a misspelt option
export const refused = () => createClient({ orgin: 'http://127.0.0.1' })

// @ts-expect-error -- no operation
export const unknown = (error: unknown) => isApiError(error, 'nothing.do', 400)

console.log(document.openapi, document.info.title)
`,
    ]),
  )
}

/** Imports whatever is exported by what runs everywhere; what is for servers stays out. */
export function librarySurface(manifests: readonly Manifest[]): Modules {
  return { surface: surfaceOf(manifests.filter((manifest) => !isForServers(manifest))) }
}

/** Imports what is exported by what is for servers. */
export function serverSurface(manifests: readonly Manifest[]): Modules {
  return { 'server-surface': surfaceOf(manifests.filter(isForServers)) }
}

function surfaceOf(manifests: readonly Manifest[]): string {
  const imports: string[] = []
  const names: string[] = []
  for (const { name, exports } of manifests) {
    for (const [subpath, target] of Object.entries(exports)) {
      const from = `'${specifierOf(name, subpath)}'`
      const local = `module${imports.length}`
      if (typeof target === 'string') {
        imports.push(`import ${local} from ${from} with { type: 'json' }`)
      } else if (target.default === undefined) {
        imports.push(`import type * as ${local} from ${from}`)
        continue
      } else {
        imports.push(`import * as ${local} from ${from}`)
      }
      names.push(`  [${from}, ${local}],`)
    }
  }
  return `${imports.join('\n')}

const modules: [string, object][] = [
${names.join('\n')}
]
for (const [name, module] of modules) {
  const count = Object.keys(module).length
  if (count === 0) throw new Error(\`\${name} exports nothing.\`)
  console.log(name, count, import.meta.resolve(name))
}
`
}

function stem(name: string): string {
  return name.split('/').at(-1)!
}
