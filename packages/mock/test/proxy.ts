import type { RequestListener } from 'node:http'
import { onTestFinished } from 'vitest'
import { type Finding, lineOf } from '../src/proxy/finding.ts'
import { createProxy, type Proxy, type ProxyOptions } from '../src/proxy/proxy.ts'
import { type Tree, writeTree } from './files.ts'
import { shop } from './shop.ts'
import { startUpstream, type Upstream } from './traffic.ts'

export interface Setup {
  readonly upstream: Upstream
  readonly proxy: Proxy
  /** Every violation in one line. */
  readonly lines: string[]
  /** Where the spec is, and where other files may be. */
  readonly tree: Tree
}

/** A proxy of the shop before a server that answers as told; all of it ends with the test. */
export async function setUp(answer: RequestListener, options: Partial<ProxyOptions> = {}): Promise<Setup> {
  const tree = await writeTree({ 'shop.json': shop })
  onTestFinished(() => tree[Symbol.asyncDispose]())
  const upstream = await startUpstream(answer)
  onTestFinished(() => upstream[Symbol.asyncDispose]())
  const lines: string[] = []
  const onViolation = (finding: Finding) => void lines.push(lineOf(finding))
  const specs = { shop: tree.at('shop.json') }
  const har = options.har === undefined ? {} : { har: tree.at(options.har) }
  const settings = { provider: 'shop', upstream: upstream.url, specs, onViolation, ...options, ...har }
  const proxy = await createProxy(settings)
  onTestFinished(() => proxy.close())
  return { upstream, proxy, lines, tree }
}
