import { describe, expect, test, vi } from 'vitest'
import { UsageError } from '../arguments.ts'
import { readCommand } from '../options.ts'

/** The options of a command line. */
function optionsOf(...args: string[]): object {
  const command = readCommand(args)
  return 'options' in command ? command.options : {}
}

describe('a command line says of the state', () => {
  test('that there is some, where it is kept, and how much', () => {
    expect(optionsOf('--stateful', '--state-file', 'data.db', '--state-limit', '64')).toMatchObject({
      stateful: true,
      stateFile: 'data.db',
      stateLimit: 64 * 1024 * 1024,
    })
  })

  test('by one flag where chance begins, and what the data begins with', () => {
    expect(optionsOf('--stateful', '--seed', '7', '--seed', 'data.yaml')).toMatchObject({
      seed: 7,
      world: 'data.yaml',
    })
    expect(optionsOf('--stateful', '--seed', './7')).toMatchObject({ world: './7' })
    expect(optionsOf('--seed', '7')).toMatchObject({ seed: 7 })
  })

  test('who hears of it, and by which secret, which stands in the environment', () => {
    vi.stubEnv('PARLANCE_WEBHOOK_SECRET', 'all')
    vi.stubEnv('PARLANCE_WEBHOOK_SECRET_CHAT_TI_2', 'own')
    const urls = [
      '--webhook',
      'chat-ti.2=http://localhost:1/a?b=c',
      '--webhook',
      'chitchats=http://localhost:2',
    ]
    expect(optionsOf('--stateful', ...urls, '--webhooks-anywhere')).toMatchObject({
      webhooks: [
        { provider: 'chat-ti.2', url: 'http://localhost:1/a?b=c', secret: 'own' },
        { provider: 'chitchats', url: 'http://localhost:2', secret: 'all' },
      ],
      webhooksAnywhere: true,
    })
    vi.unstubAllEnvs()
    expect(optionsOf('--stateful', ...urls)).toMatchObject({
      webhooks: [{ provider: 'chat-ti.2', url: 'http://localhost:1/a?b=c' }, {}],
    })
  })
})

test.each([
  [['--state-file', 'x.db'], '--state-file is of no use without --stateful: nothing is kept.'],
  [['--state-limit', '1'], '--state-limit is of no use without --stateful'],
  [['--webhook', 'a=http://localhost'], '--webhook is of no use without --stateful'],
  [['--webhooks-anywhere'], '--webhooks-anywhere is of no use without --stateful'],
  [['--seed', 'data.yaml'], '--seed data.yaml is of no use without --stateful'],
  [['--stateful', '--seed', '1', '--seed', '2'], '--seed gives two numbers, 1 and 2: give one.'],
  [['--stateful', '--seed', 'a', '--seed', 'b'], '--seed gives two files, a and b: give one.'],
  [['--stateful', '--seed', '1.5'], '--seed must be a number from 0 to'],
  [['--stateful', '--state-limit', '0'], '--state-limit must be a number from 1 to'],
  [
    ['--stateful', '--webhook', 'http://localhost'],
    '--webhook must be provider=url, not "http://localhost".',
  ],
])('%j is a mistake', (args, reason) => {
  expect(() => readCommand(args)).toThrow(UsageError)
  expect(() => readCommand(args)).toThrow(reason)
})
