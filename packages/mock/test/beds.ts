/** A document with one kind of thing in whatever form a test needs, about which there are no rules. */
import type { Json } from './gardening.ts'

const json = (schema: object) => ({ 'application/json': { schema } })
const ok = (schema: object) => ({ description: 'Done.', content: json(schema) })
const bed = { $ref: '#/components/schemas/Bed' }

export interface Form {
  /** What requests say. */
  readonly input?: object
  /** In what a single one is answered. */
  readonly answer?: object
  /** In what all of them are. */
  readonly list?: Json
  /** More schemas. */
  readonly schemas?: Json
  /** More of the document, or something else in its place. */
  readonly more?: Json
  /** More of the operations on `/beds` and `/beds/{id}`, by method. */
  readonly all?: Json
  readonly single?: Json
}

/** Beds can be made, listed, read, changed, replaced and deleted. */
export function bedsOf(schema: object, form: Form = {}): Json {
  const { input = { type: 'object' }, answer = bed, schemas = {}, more = {}, all = {}, single = {} } = form
  const requestBody = { content: json(input) }
  const missing = { '404': { description: 'There is none.' } }
  const shown = { responses: { '200': ok(answer), ...missing } }
  return {
    openapi: '3.1.0',
    info: { title: 'Beds', version: '1' },
    servers: [{ url: 'https://beds.example/v1' }],
    paths: {
      '/beds': {
        get: {
          operationId: 'beds.list',
          responses: { '200': ok({ type: 'array', items: bed }) },
          ...form.list,
        },
        post: {
          operationId: 'beds.create',
          requestBody,
          responses: {
            '201': { ...ok(answer), headers: { Location: { schema: { type: 'string' } } } },
          },
        },
        ...all,
      },
      '/beds/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        get: { operationId: 'beds.get', ...shown },
        patch: { operationId: 'beds.update', requestBody, ...shown },
        put: { operationId: 'beds.replace', requestBody, ...shown },
        delete: { operationId: 'beds.delete', responses: { '204': { description: 'Gone.' }, ...missing } },
        ...single,
      },
    },
    components: { schemas: { Bed: schema, ...schemas } },
    ...more,
  }
}
