/** The control endpoints, which programs on the same machine may use. */
import { type Drill, type Ending, headOf, type Topic } from '../drill.ts'

const deep = 10_000
const nested = '{"a":'.repeat(deep) + '1' + '}'.repeat(deep)
const type = 'Content-Type: application/json'
const refused: readonly Ending[] = [400, 403, 404, 405, 413, 'closed']

function controlling(name: string, target: string, body: string | Uint8Array = ''): Drill {
  return {
    name,
    ends: refused,
    isOutside: true,
    pieces: () => {
      const [method = '', path = ''] = target.split(' ')
      const length = `Content-Length: ${Buffer.byteLength(body)}`
      const head = headOf({ method, path: `/__mock${path}`, headers: [type, length, 'Connection: close'] })
      return [head.replace('mock.example', '127.0.0.1'), body]
    },
  }
}

const pattern = `{"on":{"provider":"nobody","body":${nested}},"replies":[{"body":${nested}}]}`

const drills: Drill[] = [
  controlling('a scenario of 10,000 levels', 'PUT /scenarios', pattern),
  controlling('a question of 10,000 levels', 'POST /verify', `{"body":${nested}}`),
  controlling('a webhook of 10,000 levels', 'POST /webhooks/nobody/nothing', `{"body":${nested}}`),
  controlling('JSON that is no UTF-8', 'PUT /faults', Buffer.from('{"latency":"\xc3\x28"}', 'latin1')),
  controlling('JSON that breaks off', 'PUT /faults', '{'),
  controlling('three megabytes', 'PUT /faults', ' '.repeat(3_000_000)),
  controlling('names that every object has', 'PUT /faults', '{"__proto__":{"reset":1},"constructor":1}'),
  controlling('faults that cannot be', 'PUT /faults', '{"reset":2,"latency":-1,"errorRate":{"99":1}}'),
  controlling('a query that is no UTF-8', 'GET /calls?limit=%ff&status=1e999'),
  controlling('an address that cannot be decoded', 'POST /webhooks/%ff/%zz', '{}'),
  controlling('a provider that every object has', 'POST /webhooks/__proto__/constructor', '{"url":"x"}'),
  controlling('a place that is none', 'GET /nothing'),
  controlling('a method that is none', 'PATCH /faults', '{}'),
]

export const controls: Topic = {
  name: 'control endpoints',
  promises:
    'Orders that make no sense are refused with 400 and change nothing, and recorded calls can be read whatever was sent.',
  drills,
}
