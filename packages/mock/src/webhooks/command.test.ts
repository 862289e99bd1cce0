import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Tree, writeTree } from '../../test/files.ts'
import { post } from '../../test/post.ts'
import { launch } from '../../test/process.ts'
import { startReceiver } from '../../test/receiver.ts'
import { secretVariable } from './secret.ts'

let tree: Tree
beforeAll(
  async () =>
    void (tree = await writeTree({ 'post.json': post, 'lost.json': { event: 'lost' }, 'bad.json': '{' })),
)
afterAll(() => tree[Symbol.asyncDispose]())

async function run(args: readonly string[], env?: NodeJS.ProcessEnv) {
  await using running = launch(['webhook', ...args, '--spec', `post=${tree.at('post.json')}`], env)
  const [code] = await running.ended
  return { code, out: running.out(), err: running.err() }
}

describe.concurrent('parlance-mock webhook', () => {
  test('sends a webhook and says so', async () => {
    await using receiver = await startReceiver()
    const { code, out, err } = await run(['post', 'letter.lost', '--url', receiver.url])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^Attempt 1: 200 \(\d+ ms\)\nDelivered\.\n$/)
    expect(receiver.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { event: 'letter.lost', weight: 0 },
    ])
  })

  test('signs it with a secret of the environment, which it does not show', async () => {
    await using receiver = await startReceiver()
    const secret = 'canary-secret'
    const { code, out } = await run(['post', 'letter', '--url', receiver.url], { [secretVariable]: secret })
    const [{ headers, body }] = receiver.received as [(typeof receiver.received)[0]]
    const signature = createHmac('sha1', secret).update(body).digest('hex')
    expect([code, headers['x-hub-signature']]).toEqual([0, `sha1=${signature}`])
    expect(out).not.toContain(secret)
  })

  test('repeats it as documented, and ends with 1 when nobody understands', async () => {
    await using receiver = await startReceiver(() => ({ status: 500 }))
    const { code, out } = await run(['post', 'letter', '--url', receiver.url, '--speed', '1e6'])
    expect(code).toBe(1)
    expect(out).toMatch(
      /^(Attempt \d: 500: the receiver has to answer 200 or 204 \(\d+ ms\)\n){4}Not delivered\. The provider now delivers nothing for 60 seconds\.\n$/,
    )
  })

  test('sends what is in a file, and says what the contract thinks of it', async () => {
    await using receiver = await startReceiver()
    const { code, out } = await run(['post', 'letter', '--url', receiver.url, '--body', tree.at('lost.json')])
    expect(code).toBe(0)
    expect(out).toContain("The contract does not allow this: body must have required property 'weight'\n")
    expect(receiver.received[0]?.body).toBe('{"event":"lost"}')
  })

  test('tells how it is used', async () => {
    const { code, out } = await run(['--help'])
    expect(code).toBe(0)
    expect(out).toContain('Usage: parlance-mock webhook <provider> <name> --url <url> [options]')
  })

  test.each<[string[], string]>([
    [['post'], 'webhook needs a provider and the name of a webhook'],
    [['post', 'letter'], 'webhook needs --url <url>'],
    [['post', 'letter', 'more', '--url', 'http://x'], "Unexpected argument 'more'"],
    [['post', 'letter', '--url', 'mailto:x'], '--url must be an http or https address, not "mailto:x".'],
    [['post', 'leter', '--url', 'http://x'], 'post has no webhook "leter". Did you mean "letter"?'],
    [['past', 'letter', '--url', 'http://x'], 'There is no provider "past". Did you mean "post"?'],
    [
      ['post', 'letter', '--url', 'http://x', '--example', 'No'],
      '--example is no example of letter; there are Sent, Lost.',
    ],
    [
      ['post', 'letter', '--url', 'http://x', '--example', 'Lost', '--body', 'x'],
      '--body and --example cannot be given',
    ],
    [['post', 'letter', '--url', 'http://x', '--speed', '0'], '--speed must be a number above 0, not "0".'],
    [['post', 'letter', '--url', 'http://x', '--sped', '1'], 'Did you mean --speed?'],
  ])('%j is a mistake in one line, and exit code 2', async (args, message) => {
    const { code, out, err } = await run(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^parlance-mock: [^\n]+\n$/)
    expect(err).toContain(message)
  })

  test('a body that is no JSON is a mistake too', async () => {
    const { code, err } = await run(['post', 'letter', '--url', 'http://x', '--body', tree.at('bad.json')])
    expect([code, err]).toEqual([2, expect.stringMatching(/--body: .*bad\.json cannot be read as JSON/)])
  })
})
