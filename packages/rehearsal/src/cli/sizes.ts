/** `pnpm sizes`: writes the table of README.md anew. */
import { readFileSync, writeFileSync } from 'node:fs'
import { packAll } from '../quality/pack.ts'
import { readme, sizeOf, withSizes } from '../quality/sizes.ts'
import { openWorkshop } from '../workshop.ts'

try {
  await using workshop = openWorkshop()
  const packed = await packAll(workshop)
  const sizes = Object.fromEntries(packed.map(({ manifest, tarball }) => [manifest.name, sizeOf(tarball)]))
  writeFileSync(readme, withSizes(readFileSync(readme, 'utf8'), sizes))
} catch (error) {
  console.error(`✗ ${(error as Error).message}`)
  process.exitCode = 1
}
