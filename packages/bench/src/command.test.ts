import { expect, test } from 'vitest'
import { help, readCommand } from './command.ts'

test('without a name, every bench runs', () => {
  expect(readCommand([])).toEqual({ help: false, run: ['size', 'types', 'calls', 'memory', 'growth'] })
  expect(readCommand(['all'])).toEqual(readCommand([]))
})

test('benches that are named run once each, in their own order', () => {
  expect(readCommand(['growth', 'size', 'size']).run).toEqual(['size', 'growth'])
})

test('a name that is not known is refused with those that are', () => {
  expect(() => readCommand(['speed'])).toThrow(
    "There is no bench 'speed': choose from size, types, calls, memory, growth and all.",
  )
})

test('a flag that is not known is refused', () => {
  expect(() => readCommand(['--fast'])).toThrow("Unknown option '--fast'. See --help.")
})

test('help names every bench', () => {
  expect(readCommand(['-h']).help).toBe(true)
  for (const name of readCommand([]).run) expect(help).toContain(`  ${name} `)
})
