import { expect, test } from 'vitest'
import { fill } from './templates.ts'

test('values stand where their names stood, as they are', () => {
  expect(fill('{{name}}: {note_id} $1 {{ name }}', { name: '$& acme' }, 'a')).toBe(
    '$& acme: {note_id} $1 {{ name }}',
  )
})

test('a value that is not given is no empty place', () => {
  expect(() => fill('{{nmae}}', { name: 'acme' }, 'openapi.yaml')).toThrow('openapi.yaml asks for {{nmae}}')
  expect(() => fill('{{constructor}}', {}, 'a')).toThrow('{{constructor}}')
})
