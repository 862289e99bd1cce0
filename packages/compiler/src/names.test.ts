import { expect, test } from 'vitest'
import { camelCase, environmentVariable, identifier, pascalCase, schemaTypeName } from './names.ts'

test.each([
  ['Chit Chats', 'ChitChats'],
  ['add_to_batch', 'AddToBatch'],
  ['addToBatch', 'AddToBatch'],
])('%s in PascalCase is %s', (text, name) => expect(pascalCase(text)).toBe(name))

test('shipment_id in camelCase is shipmentId', () => expect(camelCase('shipment_id')).toBe('shipmentId'))

test.each([
  ['class', 'class_'],
  ['2fa', '_2fa'],
  ['…', '_'],
])('%s becomes the identifier %s', (text, name) => expect(identifier(text)).toBe(name))

test('a schema that would shadow a global or hide another export is renamed', () => {
  expect(schemaTypeName('Error')).toBe('ErrorBody')
  expect(schemaTypeName('ApiError')).toBe('ApiErrorBody')
  expect(schemaTypeName('Shipment')).toBe('Shipment')
})

test('an option has an environment variable', () => {
  expect(environmentVariable('chitchats', 'accessToken')).toBe('CHITCHATS_ACCESS_TOKEN')
})
