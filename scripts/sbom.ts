/** `npm run sbom`: a bill of materials (CycloneDX) of each published package, in `dist/sbom/`. */
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { listPublished, root } from '../packages/compiler/src/index.ts'

const usage = `Usage: npm run sbom [-- --out <folder>]

Writes a bill of materials of each published package, by what the lockfile says: <package>.cdx.json.

  --out <folder>  where to (default dist/sbom)
  --help          this text`

const { values } = parseArgs({
  options: { out: { type: 'string', default: join(root, 'dist', 'sbom') }, help: { type: 'boolean' } },
})

if (values.help) console.log(usage)
else write(values.out)

function write(folder: string): void {
  const packages = listPublished().map(({ manifest }) => manifest.name)
  mkdirSync(folder, { recursive: true })
  const filters = packages.flatMap((name) => ['--filter', name])
  const out = join(folder, '%s.cdx.json')
  const flags = ['--sbom-format', 'cyclonedx', '--split', '--prod', '--lockfile-only', '--out', out]
  execFileSync('pnpm', [...filters, 'sbom', ...flags], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  console.log(`Wrote ${packages.length} to ${folder}: ${packages.join(', ')}`)
}
