import { expect, test } from 'vitest'
import { rulesOf, worldOf } from './load.ts'

test('every provider that ships has rules and a world', async () => {
  expect(await rulesOf('chatti')).toHaveProperty('collections')
  expect(await worldOf('chatti')).toHaveProperty('contacts')
})

test('a copy in which something is missing says so', async () => {
  const message = 'This copy of the mock has no rules for "nobody": install it again'
  await expect(rulesOf('nobody')).rejects.toThrow(message)
  await expect(worldOf('nobody')).rejects.toThrow('This copy of the mock has no world for "nobody"')
})
