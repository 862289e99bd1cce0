import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { run } from './process.ts'

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url))
const conformance = (...flags: string[]) => run(process.execPath, cli, ...flags)
const busy = 60_000

test(
  'one operation is checked and called, and the command says how often',
  async () => {
    const { code, output } = await conformance('--operation', 'sms.send', '--runs', '3', '--seed', '7')
    expect(output).toContain('Seed 7, 3 runs.')
    expect(output).toMatch(
      /chatti +checks +1 operations, \d+ requests: \d+ accepted, \d+ refused; 0 violations/,
    )
    expect(output).toMatch(/chatti +round trip +1 operations/)
    expect(output).not.toContain('chitchats')
    expect(code).toBe(0)
  },
  busy,
)

test(
  'what a mock with state remembers is tried too',
  async () => {
    const flags = ['--provider', 'chatti', '--stateful', '--runs', '2', '--seed', '7']
    const { code, output } = await conformance(...flags)
    expect(output).toMatch(/chatti +checks +15 operations/)
    expect(output).toMatch(/chatti +memory +\d+ cases; 0 violations/)
    expect(code, output).toBe(0)
  },
  busy,
)

test.each([
  ['an unknown provider', ['--provider', 'acme'], 'There is no provider acme; there are chatkitty'],
  ['an unknown operation', ['--operation', 'sms.sing'], 'No provider has an operation sms.sing.'],
  ['an unknown flag', ['--sing'], "Unknown option '--sing'"],
  ['a number that is none', ['--runs', 'many'], '--runs must be a whole number from 1 on, not "many".'],
  ['a path without its operation', ['--path', '0:1'], 'give --operation and --kind with it.'],
  ['a server of nobody', ['--origin', 'http://127.0.0.1:9'], 'give --provider with it.'],
])(
  '%s is a mistake on the command line',
  async (_, flags, message) => {
    const { code, output } = await conformance(...flags)
    expect(output).toContain(message)
    expect(code).toBe(2)
  },
  busy,
)
