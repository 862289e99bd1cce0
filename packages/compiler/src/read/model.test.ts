import { describe, expect, test } from 'vitest'
import { Helper } from '../helper.ts'
import { type OperationModel, operationsOf } from '../model.ts'
import { acme } from '../testing.ts'
import { readModel } from './model.ts'

const model = readModel('acme', acme())

function operation(id: string): OperationModel {
  const found = operationsOf(model).find((one) => one.id === id)
  if (!found) throw new Error(`There is no ${id}.`)
  return found
}

test('a provider is named by its title, without the word API', () => {
  expect(model).toMatchObject({ provider: 'acme', title: 'Acme Parcels', className: 'AcmeParcels' })
})

test('servers that belong together make one set, the API’s own first', () => {
  expect(model.environments).toEqual(['production', 'staging'])
  expect(model.servers).toEqual([
    { production: 'https://acme.example/v1', staging: 'https://staging.acme.example/v1' },
    { production: 'https://acme.example', staging: 'https://staging.acme.example' },
  ])
  expect(operation('tracking.get')).toMatchObject({ server: 1, anonymous: true })
  expect(operation('parcels.list')).toMatchObject({ server: 0, anonymous: false })
})

test('a path parameter that a client option supplies is no argument', () => {
  expect(model.clientParameters).toEqual([
    { name: 'account_id', option: 'accountId', description: 'Your account.', example: '42' },
  ])
  expect(operation('parcels.list').args).toEqual([])
})

test('arguments come in the order of the path, whatever the order of their declaration', () => {
  expect(operation('parcels.delete').args.map(({ identifier, type }) => [identifier, type])).toEqual([
    ['depot', 'number'],
    ['parcelId', 'string'],
  ])
})

test('data has the exported name of its schema', () => {
  expect(operation('parcels.list').data).toBe('Parcel[]')
  expect(operation('parcels.create')).toMatchObject({ data: 'ParcelEnvelope', envelope: 'parcel' })
  expect(operation('parcels.delete').data).toBe('undefined')
})

test('a schema called like a global gets another name', () => {
  expect(operation('parcels.create').errors).toMatchObject([
    { status: 400, type: 'ErrorBody', description: 'Refused.' },
  ])
})

test('paging brings the size of a page from its parameter', () => {
  expect(operation('parcels.list').paging).toEqual({
    kernel: {
      next: new Helper('nextNumber'),
      offsetParam: 'page',
      limitParam: 'limit',
      limitDefault: 50,
      limitMax: 500,
      items: '',
    },
    itemType: 'Parcel',
  })
})

test('an API key goes where its scheme says', () => {
  expect(model.credentials).toEqual([
    { option: 'apiKey', in: 'header', name: 'x-api-key', prefix: undefined, description: '' },
  ])
})

test.each([{ type: 'http', scheme: 'bearer' } as const, { type: 'oauth2' } as const])(
  'a token of %j is a bearer',
  (scheme) => {
    const document = acme()
    document.components!.securitySchemes!['Key'] = { ...scheme, 'x-client-option': 'token' }
    expect(readModel('acme', document).credentials).toMatchObject([
      { option: 'token', in: 'header', name: 'Authorization', prefix: 'Bearer ' },
    ])
  },
)

test('an operation names the scopes it needs', () => {
  expect(operation('photos.upload').scopes).toEqual(['editor'])
  expect(operation('parcels.list').scopes).toEqual([])
})

test('paging by link needs no parameters', () => {
  expect(operation('photos.list').paging).toEqual({
    kernel: { next: new Helper('nextBodyLink'), link: '/next', items: '/data' },
    itemType: 'Parcel',
  })
})

test('a credential that goes in the query is not taken over from a link', () => {
  const document = acme()
  document.components!.securitySchemes!['Key'] = {
    type: 'apiKey',
    in: 'query',
    name: 'api_key',
    'x-client-option': 'apiKey',
  }
  const { paging } = operationsOf(readModel('acme', document)).find(({ id }) => id === 'photos.list')!
  expect(paging?.kernel['secrets']).toEqual(['api_key'])
})

describe('a bundle that cannot be compiled is refused by name', () => {
  test('no evidence', () => {
    const document = acme()
    delete document.paths['/track/{parcel_id}']!.get!['x-evidence']
    expect(() => readModel('acme', document)).toThrow('tracking.get has no x-evidence')
  })

  test('a reference to nothing', () => {
    const document = acme()
    delete document.components!['parameters']
    expect(() => readModel('acme', document)).toThrow('Nothing is at #/components/parameters/AccountId')
  })

  test('a security scheme that the client cannot use', () => {
    const document = acme()
    document.components!.securitySchemes!['Key'] = { type: 'mutualTLS' }
    expect(() => readModel('acme', document)).toThrow('The client cannot use the security scheme Key')
  })

  test('a scheme that a single operation has', () => {
    const document = acme()
    document.paths['/photos']!.get!.security = [{ Other: [] }]
    expect(() => readModel('acme', document)).toThrow('photos.list: the client cannot use the scheme Other')
  })

  test('a body that is neither JSON nor a form', () => {
    const document = acme()
    document.paths['/photos']!.post!.requestBody = { content: { 'text/csv': {} } }
    expect(() => readModel('acme', document)).toThrow(
      'photos.upload: its body is neither JSON nor multipart/form-data',
    )
  })

  test('a page size nobody knows', () => {
    const document = acme()
    document.paths['/accounts/{account_id}/parcels']!.get!.parameters = []
    expect(() => readModel('acme', document)).toThrow('parcels.list: the parameter limit needs a default')
  })

  test('a list that takes a secret in its query', () => {
    const document = acme()
    const secret = { name: 'pin', in: 'query', schema: { type: 'string', format: 'password' } } as const
    document.paths['/photos']!.get!.parameters!.push(secret)
    expect(() => readModel('acme', document)).toThrow(
      'photos.list: a list cannot take the secret pin in its query',
    )
  })

  test('items that are not where paging says', () => {
    const document = acme()
    document.paths['/accounts/{account_id}/parcels']!.get!['x-redoclyPagination']!.items = '/data'
    expect(() => readModel('acme', document)).toThrow("parcels.list: there is no list at '/data'")
  })
})
