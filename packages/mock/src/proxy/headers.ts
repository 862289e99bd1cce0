/** Headers on their way through a proxy. Raw headers are names and values by turns, as they were sent. */

/** These concern one connection, not the way from end to end (RFC 9110 §7.6.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

export type Pair = readonly [name: string, value: string]

/** Raw headers as pairs. */
function pairsOf(raw: readonly string[]): Pair[] {
  return Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index]!, raw[2 * index + 1]!] as const)
}

/** The headers that go on to the other end, as they were written. */
export function endToEnd(raw: readonly string[]): Pair[] {
  const pairs = pairsOf(raw)
  const named = pairs
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((one) => one.trim().toLowerCase()))
  const dropped = new Set([...hopByHop, ...named])
  return pairs.filter(([name]) => !dropped.has(name.toLowerCase()))
}

/** The same headers with one of them set, in its place if it was there. */
export function withPair(pairs: readonly Pair[], name: string, value: string): Pair[] {
  const key = name.toLowerCase()
  return [...pairs.filter(([other]) => other.toLowerCase() !== key), [name, value]]
}

/** The same headers without some. */
export function withoutNames(pairs: readonly Pair[], names: readonly string[]): Pair[] {
  return pairs.filter(([name]) => !names.includes(name.toLowerCase()))
}

/** What is known of a body that a request brings along. */
interface Body {
  readonly bytes: Buffer
  readonly isWhole: boolean
}

/** The same headers with what says where the body ends, when the client said it in a way that ends at the proxy. */
export function framed(
  pairs: readonly Pair[],
  { method = '', headers }: { method?: string | undefined; headers: NodeJS.Dict<string | string[]> },
  { bytes, isWhole }: Body,
): Pair[] {
  if (headers['content-length'] !== undefined) return [...pairs]
  if (!isWhole) return [...pairs, ['Transfer-Encoding', 'chunked']]
  const isExpected = bytes.length > 0 || ['POST', 'PUT', 'PATCH'].includes(method)
  return isExpected ? [...pairs, ['Content-Length', String(bytes.length)]] : [...pairs]
}
