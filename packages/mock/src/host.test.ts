import { Agent, get } from 'node:http'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { plain } from '../test/library.ts'
import { sendRaw, serve, startMock, token } from '../test/start.ts'

const location = { schema: { type: 'string' }, example: 'https://shop.example/v1/thing/1' }
const shop = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  servers: [{ url: 'https://shop.example/v1' }],
  paths: {
    '/thing': { get: { responses: { '200': { description: 'A thing.', headers: { Location: location } } } } },
  },
}

describe('several providers in one process', () => {
  test('each refuses in its own shape', async () => {
    await using mock = await startMock()
    const library = await fetch(`${mock.url}/library/x`)
    const plain = await fetch(`${mock.url}/plain/x`)
    expect(await library.json()).toEqual({ error: { message: 'nothing here' } })
    expect(await plain.json()).toMatchObject({ title: 'Not Found', status: 404 })
  })

  test('the prefix alone belongs to the provider', async () => {
    await using mock = await startMock()
    for (const path of ['/library', '/library/', '/library?x=1']) {
      expect(await (await fetch(mock.url + path)).json()).toEqual({ error: { message: 'nothing here' } })
    }
  })

  test('a path below no provider is a 404 that lists them', async () => {
    await using mock = await startMock()
    for (const path of ['/', '/nobody/x', '/Library/x']) {
      const response = await fetch(mock.url + path)
      expect([response.status, await response.json()]).toMatchObject([
        404,
        { providers: ['/library', '/plain'] },
      ])
    }
  })

  test('or is answered by the fallback', async () => {
    await using mock = await startMock({
      fallback: (request, response) => response.end(`docs ${request.url}`),
    })
    expect(await (await fetch(`${mock.url}/guide`)).text()).toBe('docs /guide')
    expect((await fetch(`${mock.url}/library`)).status).toBe(404)
  })

  test('a fallback that throws is a 500 and one line on stderr', async () => {
    const print = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    onTestFinished(() => print.mockRestore())
    const fallback = () => {
      throw new Error('no docs')
    }
    await using mock = await startMock({ fallback })
    expect((await fetch(`${mock.url}/guide`)).status).toBe(500)
    expect(print.mock.calls).toEqual([['parlance-mock: no docs\n']])
  })
})

describe('a port for each provider', () => {
  test('has its paths without a prefix', async () => {
    await using mock = await startMock({ portPerProvider: true })
    const [library, plain] = mock.providers
    expect(mock.url).toBe(library!.url)
    expect(plain!.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(plain!.url).not.toBe(library!.url)
    expect((await fetch(`${library!.url}/covers/1.json`)).status).toBe(200)
    for (const path of ['/library/covers/1.json', '/notes/1', '/']) {
      expect(await (await fetch(library!.url + path)).json()).toEqual({ error: { message: 'nothing here' } })
    }
    const headers = { authorization: 'Bearer x' }
    expect((await fetch(`${plain!.url}/notes/1`, { headers })).status).toBe(200)
  })

  test('is where links lead', async () => {
    await using mock = await serve({ shop, plain }, { portPerProvider: true })
    const response = await fetch(`${mock.url}/v1/thing`)
    expect(response.headers.get('location')).toBe(`${mock.url}/v1/thing/1`)
  })

  test('follows the first, and leaves nothing open when one of them is taken', async () => {
    await using other = await startMock()
    const port = Number(new URL(other.url).port) - 1
    const listening = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length
    const before = listening()
    expect(before).toBeGreaterThan(0)
    await expect(startMock({ portPerProvider: true, port })).rejects.toMatchObject({ code: 'port-in-use' })
    expect(listening()).toBe(before)
    await expect(startMock({ portPerProvider: true, port: 65_535 })).rejects.toMatchObject({
      code: 'cannot-listen',
      message: 'There is no port 65536: each provider needs one, from --port upwards.',
    })
  })
})

describe('the wire', () => {
  test('a target in absolute form, as a proxy sends it, is understood', async () => {
    await using mock = await startMock()
    const target = 'GET http://library.example/library/covers/1.json HTTP/1.1'
    expect(await sendRaw(mock.url, `${target}\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 200 /,
    )
  })

  test.each([
    ['bytes that are no HTTP', 'hello\r\n\r\n', 400],
    ['a flood of headers', `GET /library HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
    [
      'two lengths',
      'POST /library HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
    ],
    ['no host', 'GET /library HTTP/1.1\r\n\r\n', 400],
  ])('%s end the connection and not the process', async (_, bytes, status) => {
    await using mock = await startMock()
    expect(await sendRaw(mock.url, bytes)).toContain(`HTTP/1.1 ${status} `)
    expect((await fetch(`${mock.url}/library/covers/1.json`)).status).toBe(200)
  })
})

describe('a client that takes longer than it may', () => {
  test.each([
    ['for its headers', ['GET /library HTTP/1.1\r\nHost: x\r\n']],
    [
      'for its body',
      [
        'POST /library/api/v1/books HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\n',
        'Content-Length: 9\r\n\r\n{',
      ],
    ],
  ])('%s is told so, and its connection is closed', async (_, pieces) => {
    await using mock = await startMock({ requestTimeout: 0.2 })
    expect(await sendRaw(mock.url, ...pieces)).toMatch(/^HTTP\/1\.1 408 .*\r\nConnection: close\r\n/)
    expect((await fetch(`${mock.url}/library/covers/1.json`)).status).toBe(200)
  })

  test.each([0, -1, Number.NaN, 1e10])('%d is no time', async (requestTimeout) => {
    await expect(startMock({ requestTimeout })).rejects.toMatchObject({
      code: 'bad-option',
      message: `requestTimeout must be a number of seconds above 0 and up to 2147483, not ${requestTimeout}.`,
    })
  })
})

describe('closing', () => {
  test('does not wait for connections that are kept alive', async () => {
    const mock = await startMock()
    const agent = new Agent({ keepAlive: true })
    const url = `${mock.url}/library/api/v1/books`
    await new Promise<void>((done) => get(url, { agent, headers: token }, (r) => r.resume().on('end', done)))
    const started = performance.now()
    await mock.close()
    expect(performance.now() - started).toBeLessThan(1000)
    await expect(fetch(url)).rejects.toThrow('fetch failed')
    agent.destroy()
  })

  test('lets a running request finish', async () => {
    let finish = () => {}
    const mock = await startMock({ fallback: (_, response) => void (finish = () => response.end('done')) })
    const running = fetch(`${mock.url}/slow`)
    await expect.poll(() => finish.name).not.toBe('')
    await new Promise((done) => setTimeout(done, 50))
    const closed = mock.close()
    finish()
    expect(await (await running).text()).toBe('done')
    await closed
  })
})
