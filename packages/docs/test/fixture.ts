import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Document, Evidence, OperationObject, Parameter } from '@parlance/compiler'
import { onTestFinished } from 'vitest'

/** A small document that has one of everything the docs read. */
export const bundle: Document = {
  openapi: '3.1.0',
  info: {
    title: 'Acme <Widgets> API',
    version: '1.0.0',
    summary: 'Buy widgets & wait.',
    description:
      'Buy widgets & wait\nfor them. Some arrive.\n\n## Making a request\n\nSee [the docs](https://acme.test).',
    'x-evidence': { level: 'official', source: 'README' },
  },
  servers: [{ url: 'https://eu.acme.test/v1', 'x-environment': 'production' }],
  security: [{ Token: [] }],
  tags: [{ name: 'widgets', description: 'Things.' }],
  paths: {
    '/accounts/{account_id}/widgets/{id}': {
      parameters: [{ $ref: '#/components/parameters/AccountId' }],
      get: operation('widgets.get', 'observed', [
        { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      ]),
    },
    '/accounts/{account_id}/widgets': {
      parameters: [{ $ref: '#/components/parameters/AccountId' }],
      post: operation('widgets.create', 'official'),
      get: operation('widgets.list', 'official'),
    },
  },
  components: {
    parameters: {
      AccountId: {
        name: 'account_id',
        in: 'path',
        required: true,
        schema: { type: 'string' },
        example: "o'42",
        'x-client-option': 'accountId',
      },
    },
    securitySchemes: {
      Token: { type: 'apiKey', in: 'header', name: 'X-Token', 'x-client-option': 'token' },
    },
    schemas: { Widget: { type: 'object', properties: { id: { type: 'string', description: 'Id.' } } } },
  },
}

function operation(
  operationId: string,
  level: Evidence['level'],
  parameters: Parameter[] = [],
): OperationObject {
  return {
    operationId,
    tags: ['widgets'],
    summary: `Do ${operationId}`,
    parameters,
    'x-evidence': { level, source: 'README' },
    responses: {
      200: {
        description: 'Done.',
        headers: { 'x-evidence-id': { schema: { type: 'string' } } },
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/Widget' }, example: { id: 'w1' } },
        },
      },
    },
  }
}

/** An empty folder that goes away with the test, or at another time. */
export async function scratch(when: (remove: () => Promise<void>) => void = onTestFinished): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parlance-docs-test-'))
  when(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Writes a provider as it is after `bundle`: its `openapi.yaml` and both bundles. */
export async function writeProvider(specs: string, name: string, content: unknown = bundle): Promise<string> {
  const folder = join(specs, name)
  await mkdir(join(folder, 'dist'), { recursive: true })
  await writeFile(join(folder, 'openapi.yaml'), 'openapi: 3.1.0\n')
  await writeFile(join(folder, 'dist', 'openapi.json'), JSON.stringify(content))
  await writeFile(join(folder, 'dist', 'openapi.yaml'), 'openapi: 3.1.0\n')
  return folder
}

/** What a page loads or links to: the values of its `src` and `href` attributes, by element. */
export function linksOf(page: string): { element: string; url: string }[] {
  const attributes = page.matchAll(/<(?<element>[a-z]+)\b[^>]*?\s(?:src|href)="(?<url>[^"]*)"/g)
  return [...attributes].map(({ groups }) => ({
    element: groups?.['element'] ?? '',
    url: groups?.['url'] ?? '',
  }))
}
