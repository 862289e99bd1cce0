import { expect, test } from 'vitest'
import { call } from './call.ts'
import type { Middleware } from './onion.ts'
import { getParcel, json, kernelAt, serve } from './testing.ts'

function noting(name: string, notes: string[]): Middleware {
  return (next) => async (context) => {
    notes.push(`${name} in${context.headers.has('x-api-key') ? ' with credentials' : ''}`)
    const reply = await next(context)
    notes.push(`${name} out ${reply.response.status}`)
    return reply
  }
}

test('middleware stands around the policies, the first outermost, and sees error replies', async () => {
  const notes: string[] = []
  const origin = await serve((_, response) => json(response, 404, {}))
  const kernel = kernelAt(origin, { middleware: [noting('outer', notes), noting('inner', notes)] })
  await call(kernel, getParcel, ['p1']).safe()
  expect(notes).toEqual(['outer in', 'inner in', 'inner out 404', 'outer out 404'])
})

test('middleware may change the request and send it again', async () => {
  const origin = await serve((request, response) =>
    json(response, request.headers['x-try'] === '2' ? 200 : 503, { try: request.headers['x-try'] }),
  )
  const again: Middleware = (next) => async (context) => {
    context.headers.set('x-try', '1')
    const first = await next(context)
    if (first.response.ok) return first
    context.headers.set('x-try', '2')
    return next(context)
  }
  expect(await call(kernelAt(origin, { middleware: [again] }), getParcel, ['p1'])).toEqual({ try: '2' })
})

test('middleware may answer without the network', async () => {
  const cached: Middleware = () => async () => ({ response: new Response(), data: { id: 'cached' } })
  const kernel = kernelAt('http://127.0.0.1:1', { middleware: [cached] })
  expect(await call(kernel, getParcel, ['p1'])).toEqual({ id: 'cached' })
})
