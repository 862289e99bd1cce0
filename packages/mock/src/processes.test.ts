/** The command line as people use it: signals, spec files that change, a proxy before a server. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { makeCertificate } from '../test/certificate.ts'
import { type Tree, writeTree } from '../test/files.ts'
import { launch, type Running, silence } from '../test/process.ts'
import { shop } from '../test/shop.ts'
import { json, send, startUpstream } from '../test/traffic.ts'

const key = { 'x-key': 'canary-key' }
const jsonType = { ...key, 'content-type': 'application/json' }

const specTree = () => writeTree({ 'shop.json': shop })
const start = (args: readonly string[], env?: NodeJS.ProcessEnv) => launch([...args, '--port', '0'], env)

const urlOf = async (running: Running) => (await running.outputs(/(http:\/\/\S+).*\nReady in/))[1]!

/** A request that the process has begun to work on, and that waits for its body. */
async function halfSent(url: string): Promise<ClientRequest> {
  const post = request(`${url}/v1/items`, {
    method: 'POST',
    headers: { ...jsonType, expect: '100-continue' },
  })
  post.flushHeaders()
  await once(post, 'continue')
  return post
}

describe.concurrent('a signal', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('lets running requests finish: %s', async (signal) => {
    await using tree = await specTree()
    await using mock = start(['--provider', 'shop', '--spec', `shop=${tree.at('shop.json')}`])
    const url = await urlOf(mock)
    const post = await halfSent(url)
    mock.child.kill(signal)
    await silence(url)
    post.end('{"name":"Pen"}')
    const [response] = (await once(post, 'response')) as [IncomingMessage]
    expect([response.statusCode, await text(response)]).toEqual([201, '{"id":1,"name":"Pen"}'])
    expect(await mock.ended).toEqual([0, null])
  })

  test('does not wait for ever', async () => {
    await using tree = await specTree()
    await using mock = start(['--provider', 'shop', '--spec', `shop=${tree.at('shop.json')}`])
    const post = await halfSent(await urlOf(mock))
    const cut = once(post, 'error')
    mock.child.kill('SIGTERM')
    expect(await mock.ended).toEqual([0, null])
    expect(await cut).toMatchObject([{ message: 'socket hang up' }])
  })

  test('that is the second one ends the process at once', async () => {
    await using tree = await specTree()
    await using mock = start(['--provider', 'shop', '--spec', `shop=${tree.at('shop.json')}`])
    const url = await urlOf(mock)
    const post = await halfSent(url)
    post.on('error', () => {})
    mock.child.kill('SIGTERM')
    await silence(url)
    mock.child.kill('SIGTERM')
    expect(await mock.ended).toEqual([1, null])
  })
})

test('--watch serves a spec as it has become, and tells', async () => {
  await using tree = await specTree()
  await using mock = start(['--watch', '--provider', 'shop', '--spec', `shop=${tree.at('shop.json')}`])
  const url = await urlOf(mock)
  const paths = { '/v2': { get: { responses: { 204: { description: 'New.' } } } } }
  await tree.write('shop.json', { ...shop, security: [], servers: [], paths })
  await mock.outputs(/parlance-mock: The spec of "shop" has changed: 1 operations?\.\n/)
  expect((await send(`${url}/v2`)).status).toBe(204)
  await tree.write('shop.json', '{')
  await mock.outputs(
    /parlance-mock: The spec of "shop" \(.*\) is not JSON: .* The one from before is still served\.\n/,
  )
  expect((await send(`${url}/v2`)).status).toBe(204)
})

describe.concurrent('proxy', () => {
  const proxyArgs = (tree: Tree, upstream: string, ...more: string[]) =>
    ['proxy', 'shop', '--spec', `shop=${tree.at('shop.json')}`, '--upstream', upstream].concat(more)

  test('tells violations as they come, finishes what is running, and sums up; nothing is lost or leaked', async () => {
    await using tree = await specTree()
    await using upstream = await startUpstream(json({ id: 'x', name: 'Pen' }, 201))
    await using proxy = start(proxyArgs(tree, upstream.url, '--har', tree.at('t.har')))
    const url = await urlOf(proxy)
    expect(proxy.out()).toContain(`  shop  ${url}  for ${upstream.url}\n`)
    await send(`${url}/v1/items`, {
      method: 'POST',
      headers: jsonType,
      body: '{"name":"Pen","pin":"canary-pin"}',
    })
    await proxy.outputs(/^parlance-mock: items\.create response body\.id must be integer$/m)
    const post = await halfSent(url)
    proxy.child.kill('SIGTERM')
    await silence(url)
    post.end('{}')
    const [response] = (await once(post, 'response')) as [IncomingMessage]
    expect([response.resume().statusCode, response.headers['x-parlance-violations']]).toEqual([201, '2'])
    expect(await proxy.ended).toEqual([0, null])
    expect(proxy.out()).toMatch(
      /\n2 requests, 3 violations\.\n {2}2 {2}items\.create response body\.id must be integer\n {2}1 {2}items\.create request body must have required property 'name'\nRecorded in .*t\.har\n$/,
    )
    const har = await readFile(tree.at('t.har'), 'utf8')
    expect((JSON.parse(har) as { log: { entries: unknown[] } }).log.entries).toHaveLength(2)
    expect(har + proxy.out() + proxy.err()).not.toContain('canary')
  })

  test('reaches servers by TLS, when somebody vouches for them', async ({ onTestFinished }) => {
    await using tree = await specTree()
    const certificate = makeCertificate()
    await tree.write('ca.pem', certificate.cert)
    const server = createServer(certificate, json([], 200, { 'x-total': '0' }))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => void server.close())
    const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    await using trusting = start(proxyArgs(tree, address), { NODE_EXTRA_CA_CERTS: tree.at('ca.pem') })
    await using wary = start(proxyArgs(tree, address))
    expect((await send(`${await urlOf(trusting)}/v1/items`, { headers: key })).status).toBe(200)
    const refused = await send(`${await urlOf(wary)}/v1/items`, { headers: key })
    expect([refused.status, refused.headers['x-parlance-refusal']]).toEqual([
      502,
      expect.stringContaining('self-signed certificate'),
    ])
  })

  test('--help shows every flag of it', async () => {
    await using help = launch(['proxy', '--help'])
    expect(await help.ended).toEqual([0, null])
    for (const flag of [
      '--upstream',
      '--har',
      '--with-secrets',
      '--error-on-violation',
      '--timeout',
      '--port',
      '--host',
      '--spec',
    ]) {
      expect(help.out()).toContain(`  ${flag}`)
    }
  })

  test.each([
    [[], 2, 'proxy needs the name of a provider'],
    [['shop'], 2, 'proxy needs --upstream <url>'],
    [['shop', '--upstream', 'x', '--errors'], 2, "Unknown option '--errors'."],
    [['shop', '--upsteam', 'x'], 2, "Unknown option '--upsteam'. Did you mean --upstream?"],
    [['shop', 'more', '--upstream', 'x'], 2, "Unexpected argument 'more'. See proxy --help."],
    [['nobody', '--upstream', 'http://127.0.0.1'], 2, 'There is no provider "nobody".'],
    [
      ['a', '--spec', 'a=/nowhere.yaml', '--upstream', 'http://127.0.0.1'],
      1,
      'The spec of "a" (/nowhere.yaml) does not exist.',
    ],
    [['shop', '--upstream', 'x', '--timeout', '0'], 2, '--timeout must be a number of seconds above 0'],
  ])('%j is a mistake in one line', async (args, code, message) => {
    await using failed = launch(['proxy', ...args])
    expect(await failed.ended).toEqual([code, null])
    expect([failed.out(), failed.err()]).toEqual(['', expect.stringMatching(/^parlance-mock: [^\n]+\n$/)])
    expect(failed.err()).toContain(message)
  })
})
