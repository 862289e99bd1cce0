import { cp, readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { root } from '@parlance/compiler'
import { findProviders } from '../src/providers.ts'
import { buildReference } from '../src/reference/build.ts'

const unread = new Set(['node_modules', 'src', 'test', '.turbo'])

/** Copies what the site is made of from the repository, or from a copy, and makes the references there. */
export async function cloneSources(to: string, from: string = root): Promise<void> {
  const texts = (await readdir(from)).filter((file) => file.endsWith('.md'))
  for (const part of ['specs', 'packages', '.changeset', ...texts])
    await cp(join(from, part), join(to, part), {
      recursive: true,
      filter: (file) => isRead(file.slice(from.length + 1)),
    })
  for (const { name } of await findProviders(join(to, 'specs'))) await buildReference(join(to, 'specs', name))
}

function isRead(file: string): boolean {
  const parts = file.split(sep)
  // Of what was built, the site needs what the mock has gathered of the providers' data.
  if (parts[0] === 'packages' && parts[2] === 'dist' && parts.length > 3)
    return parts[1] === 'mock' && /^(rules|worlds)$/.test(parts[3]!)
  return parts.every((part) => !unread.has(part))
}
