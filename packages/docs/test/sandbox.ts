import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dirname, join } from 'node:path'
import { listProviders, root } from '@parlance/compiler'
import type { Page } from 'playwright-core'
import { createMock, type Mock } from '../../mock/src/index.ts'
import { assemble } from '../src/assemble.ts'
import type { Kept } from '../src/sandbox/kept.ts'
import type { openSandbox, Sandbox } from '../src/sandbox/sandbox.ts'
import { serveSite } from '../src/serve.ts'
import { launchChromium } from './chromium.ts'
import { type Answer, exchange, type Plain } from './requests.ts'
import { shippedState } from './state.ts'

/** The time in the data of all pages, and of the mock beside them. */
const moment = new Date('2026-06-01T12:00:00Z')

/** What a page of {@link Stage} has among its globals. */
export interface Opened {
  openSandbox: typeof openSandbox
  /** That of the site. */
  sandbox: Sandbox
  exchange: typeof exchange
}

/** The real site and a mock of the same documents and data, on one origin. */
export interface Stage extends AsyncDisposable {
  mock: Mock
  /** Where rules and worlds of the providers are. */
  states: string[]
  /** Opens a page of the site that has the sandbox at hand: in a new tab, beside those of another page if there is one. */
  open(path: string, neighbour?: Page): Promise<Page>
  /** Goes to a page of the site in a tab. */
  go(page: Page, path: string): Promise<void>
  /** What the pages and their workers have asked the network for. */
  asked: string[]
}

/**
 * Assembles and serves the site. ChatShipper has no limits in it, because they would count how fast this machine is; as
 * `limited` it has those of single operations. `cut` and `swagger` are no documents. Below `/strict/` the header of the
 * worker forbids eval, below `/bare/` there is no worker, and `/caged/` is a page whose header forbids workers.
 */
export async function openStage(folder: string): Promise<Stage> {
  await assemble(root, folder)
  await addSpecs(folder)
  const mock = await mockLikeThePage(folder)
  const browser = await launchChromium()
  const asked: string[] = []
  const states = await readdir(join(folder, 'assets', 'state'))
  return {
    mock,
    states: states.map((file) => `/assets/state/${file}`),
    asked,
    async open(path, neighbour) {
      const context = neighbour?.context() ?? (await browser.newContext())
      const page = await context.newPage()
      page.on('request', (request) => asked.push(request.url()))
      await go(page, `${mock.url}${path}`)
      return page
    },
    go: (page, path) => go(page, `${mock.url}${path}`),
    async [Symbol.asyncDispose]() {
      await browser.close()
      await mock.close()
    },
  }
}

/** Serves the documents of the site, with the data and the chance that a page has, at the moment at which pages are. */
async function mockLikeThePage(folder: string): Promise<Mock> {
  const names = [...listProviders(), 'limited']
  const specs = Object.fromEntries(names.map((name) => [name, specIn(folder, name)]))
  const state = await shippedState()
  const mock = await createMock({ providers: [], specs, fallback: site(folder), seed: 1, ...state })
  mock.clock.freeze()
  mock.clock.set(moment)
  return mock
}

function specIn(folder: string, name: string): string {
  return join(folder, 'specs', name, 'openapi.json')
}

async function addSpecs(folder: string): Promise<void> {
  const text = await readFile(specIn(folder, 'chatshipper'), 'utf8')
  const { 'x-rate-limits': _, ...unlimited } = JSON.parse(text) as Record<string, unknown>
  const texts = {
    chatshipper: JSON.stringify(unlimited),
    limited: JSON.stringify(unlimited),
    cut: '{',
    swagger: '{"swagger": "2.0"}',
  }
  for (const [name, content] of Object.entries(texts)) {
    await mkdir(dirname(specIn(folder, name)), { recursive: true })
    await writeFile(specIn(folder, name), content)
  }
}

type Serve = (request: IncomingMessage, response: ServerResponse) => void

function site(folder: string): Serve {
  const serve = serveSite(folder)
  const send = async (response: ServerResponse, type: string, policy: string, file: string) => {
    const content = await readFile(join(folder, file))
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(content)
  }
  return (request, response) => {
    if (request.url === '/strict/assets/sandbox-worker.js')
      void send(response, 'text/javascript', "script-src 'self'", 'assets/sandbox-worker.js')
    else if (request.url === '/caged/') void send(response, 'text/html', "worker-src 'none'", '404.html')
    else serve(request, response)
  }
}

async function go(page: Page, url: string): Promise<void> {
  await page.goto(url)
  // What a page before this one would have kept: the clock stands.
  const clock = JSON.stringify({ offset: 0, frozenAt: moment.getTime() })
  await page.evaluate((text) => sessionStorage.setItem('parlance.data / :clock', text), clock)
  await page.evaluate(`import('/assets/sandbox.js').then(({ openSandbox }) => {
    const sandbox = openSandbox(new URL('/', location.href))
    Object.assign(globalThis, { openSandbox, sandbox, exchange: ${exchange.toString()} })
  })`)
}

/** Whether each request finds the data of the beginning, or what those before it have left. */
export type Start = 'afresh' | 'onwards'

/** What the mock inside a page says to requests, one after the other. */
export function inside(page: Page, requests: Plain[], start: Start = 'onwards'): Promise<Answer[]> {
  return page.evaluate(
    async ([plain, start]) => {
      const { exchange, sandbox } = globalThis as unknown as Opened
      const answers: Answer[] = []
      for (const one of plain) {
        if (start === 'afresh') await sandbox.kept(one.provider, { do: 'reset' })
        answers.push(await exchange(one, (init) => sandbox.fetch(one.provider, one.path, init)))
      }
      return answers
    },
    [requests, start] as const,
  )
}

/** What the mock inside a page keeps of a provider. */
export function look(page: Page, provider: string): Promise<Kept> {
  return page.evaluate(
    (name) => (globalThis as unknown as Opened).sandbox.kept(name, { do: 'look' }),
    provider,
  )
}

/** What a mock on loopback says to the same requests. */
export async function outside({ url }: Mock, requests: Plain[], start: Start = 'onwards'): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const one of requests) {
    if (start === 'afresh') await fetch(`${url}/__mock/state?provider=${one.provider}`, { method: 'DELETE' })
    answers.push(await exchange(one, (init) => fetch(`${url}/${one.provider}${one.path}`, init)))
  }
  return answers
}

/** What comes of a request in a page: status and first character, or name, problem and message of the error. */
export function outcome(
  target: Page,
  site: string,
  provider: string,
  headers: Record<string, string>,
): Promise<string[]> {
  return target.evaluate(
    async ([site, provider, headers]) => {
      const { openSandbox } = globalThis as unknown as Opened
      const sandbox = openSandbox(new URL(site, location.href))
      try {
        const response = await sandbox.fetch(provider, '/tracking/k7qx2m9p4d.json', { headers })
        return [String(response.status), (await response.text()).slice(0, 1)]
      } catch (error) {
        const { name, problem = '', message } = error as Error & { problem?: string }
        return [name, problem, message]
      }
    },
    [site, provider, headers] as const,
  )
}
