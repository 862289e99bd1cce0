import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scratch, writeProvider } from '../test/fixture.ts'
import { findProviders } from './providers.ts'

async function finish(folder: string): Promise<void> {
  await mkdir(join(folder, 'dist', 'reference'), { recursive: true })
  await writeFile(join(folder, 'dist', 'reference', 'index.html'), '')
}

test('every folder with an openapi.yaml is a provider, in the order of names', async () => {
  const specs = await scratch()
  for (const name of ['zeta', 'acme']) await finish(await writeProvider(specs, name))
  await mkdir(join(specs, 'notes'))
  expect((await findProviders(specs)).map(({ name }) => name)).toEqual(['acme', 'zeta'])
})

test('a provider that has not been built is named, with what it lacks and how to make it', async () => {
  const specs = await scratch()
  await writeProvider(specs, 'acme')
  await mkdir(join(specs, 'zeta'))
  await writeFile(join(specs, 'zeta', 'openapi.yaml'), '')
  await expect(findProviders(specs)).rejects.toThrow(
    [
      'specs/acme has no dist/reference.',
      'specs/zeta has no dist/openapi.json.',
      'specs/zeta has no dist/openapi.yaml.',
      'specs/zeta has no dist/reference.',
      'Run `npm run build`, which makes them first.',
    ].join('\n'),
  )
})

test('a folder of specs that does not exist is named', async () => {
  await expect(findProviders('/nowhere/specs')).rejects.toThrow('/nowhere/specs does not exist')
})
