import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { setUp, type Setup } from '../../test/proxy.ts'
import { json, send } from '../../test/traffic.ts'
import type { HarEntry } from './har.ts'

const key = { 'x-key': 'canary-key' }
const total = { 'x-total': '1' }
const jsonType = { ...key, 'content-type': 'application/json' }

async function entriesOf(tree: Setup['tree']): Promise<HarEntry[]> {
  const { log } = JSON.parse(await readFile(tree.at('t.har'), 'utf8')) as {
    log: { version: string; entries: HarEntry[] }
  }
  expect(log.version).toBe('1.2')
  return log.entries
}

/** One request through a proxy, and what was written about it. */
async function recorded(
  path: string,
  sent: Parameters<typeof send>[1],
  answer: RequestListener,
  options: Parameters<typeof setUp>[1] = {},
): Promise<{ entry: HarEntry; text: string }> {
  const { proxy, tree } = await setUp(answer, { har: 't.har', ...options })
  await send(proxy.url + path, { headers: key, ...sent }).catch(() => {})
  await proxy.close()
  const [entry, ...others] = await entriesOf(tree)
  expect(others).toEqual([])
  return { entry: entry!, text: await readFile(tree.at('t.har'), 'utf8') }
}

describe('an entry', () => {
  test('tells what was sent to the server, and what came back', async () => {
    const { upstream, proxy, tree } = await setUp(json({ id: 1, name: 'Pen' }, 201), { har: 't.har' })
    const started = Date.now()
    await send(`${proxy.url}/v1/items?a=1&a=2`, { method: 'POST', headers: jsonType, body: '{"name":"Pen"}' })
    await proxy.close()
    const [entry] = await entriesOf(tree)
    expect(entry).toMatchObject({
      request: {
        method: 'POST',
        url: `${upstream.url}/v1/items?a=1&a=2`,
        httpVersion: 'HTTP/1.1',
        queryString: [
          { name: 'a', value: '1' },
          { name: 'a', value: '2' },
        ],
        postData: { mimeType: 'application/json', text: '{"name":"Pen"}' },
        bodySize: 14,
      },
      response: {
        status: 201,
        statusText: 'Created',
        content: { size: 21, mimeType: 'application/json', text: '{"id":1,"name":"Pen"}' },
        bodySize: 21,
      },
      cache: {},
      _operation: 'items.create',
      _violations: [],
    })
    expect(entry?.request.headers).toContainEqual({ name: 'Host', value: new URL(upstream.url).host })
    expect(Date.parse(entry?.startedDateTime ?? '')).toBeGreaterThanOrEqual(started)
    expect(entry?.time).toBeCloseTo((entry?.timings.wait ?? 0) + (entry?.timings.receive ?? 0))
  })

  test('tells violations', async () => {
    const { entry } = await recorded('/v1/items?limit=x', {}, json([], 200, {}))
    const violations = [
      { side: 'request', where: 'query.limit' },
      { side: 'response', where: 'header' },
    ]
    expect(entry).toMatchObject({ _violations: violations })
  })

  test('has bodies without their coding, bytes in Base64, and no body that is too large', async () => {
    const zipped = gzipSync('[]')
    const coded: RequestListener = (_, response) => {
      response
        .writeHead(200, { ...total, 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end(zipped)
    }
    const { response } = (await recorded('/v1/items', {}, coded)).entry
    expect([response.content, response.bodySize]).toEqual([
      { size: 2, mimeType: 'application/json', text: '[]' },
      zipped.length,
    ])

    const file = Buffer.from([0xff, 0x00, 0xfe])
    const sent = {
      method: 'PUT',
      headers: { ...key, 'content-type': 'application/octet-stream' },
      body: file,
    }
    const bytes: RequestListener = (_, response) =>
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file)
    const { entry } = await recorded('/v1/files/1', sent, bytes)
    expect(entry.request.postData).toEqual({
      mimeType: 'application/octet-stream',
      text: '',
      comment: '3 bytes are left out',
    })
    expect(entry.response.content).toMatchObject({ size: 3, text: '/wD+', encoding: 'base64' })

    const long = await recorded('/v1/files/1', {}, bytes, { maxBodyBytes: 2 })
    expect(long.entry.response.content).toEqual({
      size: 3,
      mimeType: 'application/octet-stream',
      comment: '3 bytes are left out',
    })
  })

  test('tells why there was no response', async () => {
    const { entry } = await recorded('/v1/items', {}, (message) => message.socket.destroy())
    expect([entry.response.status, entry.comment]).toEqual([0, expect.stringContaining('socket hang up')])
  })
})

describe('secrets', () => {
  const secrets = {
    method: 'POST',
    headers: {
      ...jsonType,
      authorization: 'Bearer canary-bearer',
      cookie: 'session=canary-cookie; theme=canary-theme',
      referer: 'https://x.example/?access_token=canary-referer',
    },
    body: '{"name":"Pen","pin":"canary-pin","keys":{"a":"canary-keys"},"id":12345678901234567890,"token":"canary-token"}',
  }
  const leaky: RequestListener = (_, response) => {
    const headers = {
      'content-type': 'application/json',
      'set-cookie': 'session=canary-set; Path=/',
      location: '/x?token=canary-link',
    }
    response
      .writeHead(201, headers)
      .end('{"id":1,"name":"you sent canary-pin with canary-key","keys":{"b":"canary-back"}}')
  }

  test('go with the bodies where one is nested too deep to be searched', async () => {
    const deep = `${'['.repeat(10_000)}"canary-deep"${']'.repeat(10_000)}`
    const body = `{"name":"Pen","pin":"canary-pin","more":${deep}}`
    const { entry, text } = await recorded('/v1/items', { ...secrets, body }, leaky)
    expect(text).not.toContain('canary')
    expect(entry.request.postData).toMatchObject({ text: '', comment: `${body.length} bytes are left out` })
    expect(entry.response.status).toBe(201)
  })

  test('are left out wherever they stand, and nothing else is', async () => {
    const { entry, text } = await recorded(
      '/v1/items?code=canary-code&api_key=canary-query&q=1',
      secrets,
      leaky,
    )
    expect(text).not.toContain('canary')
    expect(entry.request.url).toMatch(/\/v1\/items\?code=REDACTED&api_key=REDACTED&q=1$/)
    expect(entry.request.postData?.text).toBe(
      '{"name":"Pen","pin":"REDACTED","keys":{"a":"REDACTED"},"id":12345678901234567890,"token":"REDACTED"}',
    )
    expect(entry.response.content.text).toBe(
      '{"id":1,"name":"you sent REDACTED with REDACTED","keys":{"b":"REDACTED"}}',
    )
    const headers = Object.fromEntries(
      [...entry.request.headers, ...entry.response.headers].map(({ name, value }) => [
        name.toLowerCase(),
        value,
      ]),
    )
    expect(headers).toMatchObject({
      authorization: 'Bearer REDACTED',
      cookie: 'session=REDACTED; theme=REDACTED',
      'x-key': 'REDACTED',
      referer: 'https://x.example/?access_token=REDACTED',
      'set-cookie': 'session=REDACTED; Path=/',
      location: '/x?token=REDACTED',
    })
  })

  test('are left out of forms', async () => {
    const made = json({ id: 1, name: 'Pen' }, 201)
    const urlencoded = { ...key, 'content-type': 'application/x-www-form-urlencoded' }
    const form = await recorded(
      '/v1/items',
      { method: 'POST', headers: urlencoded, body: 'pin=canary+1%21&name=Pen&password=canary' },
      made,
    )
    expect([form.entry.request.postData?.text, form.text.includes('canary')]).toEqual([
      'pin=REDACTED&name=Pen&password=REDACTED',
      false,
    ])

    const part = (name: string, value: string) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const body = (pin: string) => `${part('name', 'Pen')}${part('pin', pin)}--x--\r\n`
    const multipart = { ...key, 'content-type': 'multipart/form-data; boundary=x' }
    const parts = await recorded('/v1/items', { method: 'POST', headers: multipart, body: body('c4') }, made)
    expect(parts.entry.request.postData?.text).toBe(body('REDACTED'))
  })

  test('stay when they are asked for', async () => {
    const { text } = await recorded('/v1/items?code=canary-code', secrets, leaky, { withSecrets: true })
    for (const name of ['bearer', 'cookie', 'pin', 'keys', 'token', 'code', 'set', 'link'])
      expect(text).toContain(`canary-${name}`)
  })
})

test('the file can be read at any time, and has all entries of requests that came at once', async () => {
  const { proxy, tree } = await setUp(json([], 200, total), { har: 't.har' })
  expect(await entriesOf(tree)).toEqual([])
  await send(`${proxy.url}/v1/items`, { headers: key })
  await expect.poll(async () => (await entriesOf(tree)).length).toBe(1)
  await Promise.all(Array.from({ length: 20 }, () => send(`${proxy.url}/v1/items`, { headers: key })))
  await proxy.close()
  expect(await entriesOf(tree)).toHaveLength(21)
})

test('a file that cannot be written is told at the start', async () => {
  await expect(setUp(json([]), { har: 'nowhere/t.har' })).rejects.toMatchObject({
    code: 'cannot-write',
    message: expect.stringMatching(/^The HAR file .*t\.har cannot be written: ENOENT/),
  })
})

describe('redocly drift', () => {
  const cli = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }

  interface Report {
    run: { totalExchanges: number; documentedExchanges: number }
    problems: { ruleId: string; message: string; operationId?: string }[]
  }

  /** Runs the real tool on the HAR file of a proxy. */
  async function drift({ proxy, tree, upstream }: Setup): Promise<Report> {
    await proxy.close()
    const args = ['drift', tree.at('t.har'), '--api', tree.at('shop.json'), '--server', `${upstream.url}/v1`]
    const output = ['--format', 'json', '--min-severity', 'warning', '-o', tree.at('report.json')]
    // Findings make it fail.
    await promisify(execFile)(process.execPath, [cli, ...args, ...output], { env, cwd: tree.root }).catch(
      () => {},
    )
    return JSON.parse(await readFile(tree.at('report.json'), 'utf8')) as Report
  }

  test('finds nothing where the contract was kept', async () => {
    const setup = await setUp(
      (message, response) => {
        const isList = message.method === 'GET'
        json(
          isList ? [{ id: 1, name: 'Pen' }] : { id: 1, name: 'Pen' },
          isList ? 200 : 201,
          total,
        )(message, response)
      },
      { har: 't.har' },
    )
    await send(`${setup.proxy.url}/v1/items?limit=5`, { headers: key })
    await send(`${setup.proxy.url}/v1/items`, {
      method: 'POST',
      headers: jsonType,
      body: '{"name":"Pen","pin":"canary-pin"}',
    })
    expect(setup.lines).toEqual([])
    expect(await drift(setup)).toMatchObject({
      run: { totalExchanges: 2, documentedExchanges: 2 },
      problems: [],
    })
  })

  test('finds where the server has drifted', async () => {
    const setup = await setUp(json([{ id: '1', name: 'Pen' }], 200, total), { har: 't.har' })
    await send(`${setup.proxy.url}/v1/items`, { headers: key })
    expect(setup.lines).toEqual(['items.list response body.*.id must be integer'])
    const { problems } = await drift(setup)
    expect(problems).toMatchObject([
      {
        ruleId: 'schema-consistency',
        operationId: 'items.list',
        message: 'Response field "[0].id" must be integer.',
      },
    ])
  })
})
