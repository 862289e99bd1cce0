/** The mock inside a page: the worker's side. */
import { mockOrigin } from '@parlance/compiler/samples'
import { type OpenProvider, openProvider } from '../../../mock/src/browser.ts'
import type { Ask, SandboxProblem, ToPage, ToWorker } from './protocol.ts'

/** A worker's own scope has these of its counterpart in the page. */
const page = globalThis as unknown as Pick<Worker, 'addEventListener' | 'postMessage'>
const site = new URL('../', globalThis.location.href)

/** Why a request gets no answer. */
class Problem extends Error {
  readonly kind: SandboxProblem

  constructor(kind: SandboxProblem, message: string) {
    super(`${message} Or start the mock on your machine: npx @parlance/mock`)
    this.kind = kind
  }
}

/** The mock goes on using the bytes of its answers, so none is given away. */
const kept: Transferable[] = []

const leaving = new Map<number, AbortController>()
const providers = new Map<string, Promise<OpenProvider>>()

page.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'leave') leaving.get(data.id)?.abort()
  else void answer(data).then((said) => page.postMessage(said, kept))
})

async function answer(ask: Ask): Promise<ToPage> {
  const { id } = ask
  const leave = new AbortController()
  leaving.set(id, leave)
  try {
    const provider = await providerOf(ask.provider)
    const { host } = new URL(mockOrigin)
    const sent = await provider.ask({ ...ask, headers: { ...ask.headers, host } }, leave.signal)
    return { kind: 'answer', id, sent }
  } catch (error) {
    const { message } = error as Error
    return { kind: 'failure', id, problem: error instanceof Problem ? error.kind : 'failed', message }
  } finally {
    leaving.delete(id)
  }
}

/** Opened once; what failed is tried again by the next who asks. */
async function providerOf(name: string): Promise<OpenProvider> {
  const opening = providers.get(name) ?? open(name)
  providers.set(name, opening)
  try {
    return await opening
  } catch (error) {
    if (providers.get(name) === opening) providers.delete(name)
    throw error
  }
}

async function open(name: string): Promise<OpenProvider> {
  if (!mayCompile()) {
    throw new Problem(
      'no-eval',
      "The mock of this page cannot run: the Content-Security-Policy header of this site forbids eval, which the mock compiles its validators with. Whoever runs the site can allow it for one file, by sending assets/sandbox-worker.js with script-src 'self' 'unsafe-eval'.",
    )
  }
  const address = new URL(`specs/${encodeURIComponent(name)}/openapi.json`, site)
  const document = await read(address)
  try {
    // Nobody can ask this mock for its journal.
    return openProvider(name, document, { journal: 0 })
  } catch (error) {
    throw new Problem(
      'bad-document',
      `${address.href} is of no use to the mock of this page. ${(error as Error).message}`,
    )
  }
}

function mayCompile(): boolean {
  try {
    return Function('return true')() === true
  } catch {
    return false
  }
}

async function read(address: URL): Promise<unknown> {
  const response = await fetch(address).catch((error: Error) => error)
  if (response instanceof Error || !response.ok) {
    const reason = response instanceof Error ? response.message : `the site answers ${response.status}`
    throw new Problem(
      'no-document',
      `The mock of this page cannot read ${address.href}: ${reason}. Try again.`,
    )
  }
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Problem('bad-document', `${address.href} is not JSON: ${(error as Error).message}.`)
  }
}
