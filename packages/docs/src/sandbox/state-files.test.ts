import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { listProviders, root } from '@parlance/compiler'
import { expect, test } from 'vitest'
import { scratch } from '../../test/fixture.ts'
import { stateFiles } from './state-files.ts'

async function write(folder: string, files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
}

const load = (text: string) => import(`data:text/javascript,${encodeURIComponent(text)}`) as Promise<object>

test('a provider has rules and world in one module, named by its content', async () => {
  const files = await stateFiles(root, listProviders())
  for (const { provider, path, text } of files) {
    expect(path).toMatch(new RegExp(`^assets/state/${provider}\\.[0-9a-f]{12}\\.js$`))
    expect(Object.keys(await load(text)).toSorted()).toEqual(['rules', 'world'])
    expect(text).not.toContain(root)
  }
})

test('a provider without them has empty ones', async () => {
  const [file] = await stateFiles(await scratch(), ['acme'])
  expect({ ...(await load(file!.text)) }).toEqual({ rules: {}, world: {} })
})

test('a provider with only one of them has that', async () => {
  const folder = await scratch()
  await write(folder, {
    'specs/acme/state/world.yaml': 'widgets: [{ id: 1 }]',
    'packages/mock/dist/worlds/acme.json': '{"widgets":[{"id":1}]}',
  })
  const [file] = await stateFiles(folder, ['acme'])
  expect({ ...(await load(file!.text)) }).toEqual({ rules: {}, world: { widgets: [{ id: 1 }] } })
})

test('what the mock has not gathered yet is asked for', async () => {
  const folder = await scratch()
  await write(folder, { 'specs/acme/state/rules.ts': 'export default {}' })
  await expect(stateFiles(folder, ['acme'])).rejects.toThrow(
    /rules\/acme\.js is missing\. Run `npm run build`/,
  )
})
