/** A small provider for faults in what is remembered: all there is to know of its data stands in its document. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Document } from '@parlance/compiler'
import { type Enter, type OpenScene, openScene } from '../memory/scene.ts'
import type { Settings } from '../suite/settings.ts'

const plant = { $ref: '#/components/schemas/Plant' }
const json = (schema: object, example?: unknown) => ({
  'application/json': { schema, ...(example !== undefined && { example }) },
})
const fern = {
  id: 'PLANT00007',
  name: 'Fern',
  tags: ['shade'],
  care: { water: 'often' },
  createdAt: '2026-01-02T03:04:05.000Z',
}
const wish = { name: 'Fern', tags: ['shade'], care: { water: 'often' } }
const problem = { description: 'No.', content: json({ type: 'object' }, { error: 'no' }) }
const errors = { '400': problem, '404': problem, '409': problem }
const ok = (schema: object, example: unknown) => ({ description: 'Done.', content: json(schema, example) })
const query = (name: string, schema: object) => ({ name, in: 'query', schema })
const writable = {
  name: { type: 'string', minLength: 1, maxLength: 20 },
  tags: { type: 'array', items: { type: 'string' }, maxItems: 3 },
  care: { type: 'object', properties: { water: { type: 'string' }, light: { type: 'string' } } },
}

const document = {
  openapi: '3.1.0',
  info: { title: 'Garden', version: '1' },
  servers: [{ url: 'https://garden.example/v1' }],
  'x-error-responses': { ...errors, '500': problem },
  paths: {
    '/plants': {
      get: {
        operationId: 'plants.list',
        parameters: [
          query('page', { type: 'integer', minimum: 1 }),
          query('limit', { type: 'integer', minimum: 1 }),
        ],
        'x-redoclyPagination': { style: 'page', offsetParam: 'page', limitParam: 'limit', items: '' },
        responses: { '200': ok({ type: 'array', items: plant }, [fern]), ...errors },
      },
      post: {
        operationId: 'plants.create',
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/PlantInput' }, wish) },
        responses: { '201': ok(plant, fern), ...errors },
      },
    },
    '/plants/count': {
      get: {
        operationId: 'plants.count',
        responses: {
          '200': ok(
            { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } },
            { count: 1 },
          ),
          ...errors,
        },
      },
    },
    '/plants/{id}': {
      parameters: [
        {
          name: 'id',
          in: 'path',
          required: true,
          schema: { type: 'string', pattern: '^PLANT\\d{5}$' },
          example: fern.id,
        },
      ],
      get: { operationId: 'plants.get', responses: { '200': ok(plant, fern), ...errors } },
      patch: {
        operationId: 'plants.update',
        'x-merge': 'shallow',
        requestBody: {
          required: true,
          content: json(
            { type: 'object', minProperties: 1, additionalProperties: false, properties: writable },
            { name: 'Moss' },
          ),
        },
        responses: { '200': ok(plant, fern), ...errors },
      },
      delete: { operationId: 'plants.delete', responses: { '204': { description: 'Gone.' }, ...errors } },
    },
  },
  components: {
    schemas: {
      PlantInput: { type: 'object', required: ['name'], additionalProperties: false, properties: writable },
      Plant: {
        type: 'object',
        required: ['id', 'name', 'createdAt'],
        properties: {
          id: { type: 'string', pattern: '^PLANT\\d{5}$', readOnly: true },
          ...writable,
          createdAt: { type: 'string', format: 'date-time', readOnly: true },
          updatedAt: { type: 'string', format: 'date-time', readOnly: true },
        },
      },
    },
  },
} as unknown as Document

/** Opens a scene in the garden. */
export async function openGarden(settings: Settings, plantIn?: (enter: Enter) => Enter): Promise<OpenScene> {
  const folder = await mkdtemp(join(tmpdir(), 'parlance-garden-'))
  const file = join(folder, 'openapi.json')
  try {
    await writeFile(file, JSON.stringify(document))
    const options = { providers: [], specs: { garden: file }, world: { garden: { plants: [fern] } } }
    return await openScene({ provider: 'garden', document, excuses: [], options }, settings, plantIn)
  } finally {
    await rm(folder, { recursive: true })
  }
}
