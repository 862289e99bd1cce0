/** The request of an operation by the platform's `fetch`, for readers who want no client. */
import { type Body, noData } from '../model.ts'
import type { Header, SampleModel, SampleOperation } from './asked.ts'
import { literal } from './code.ts'
import { credentialHeaders, exampleUrl, fieldText } from './request.ts'
import { blob } from './sample.ts'

/** A program that makes the call of an operation without a client; it is JavaScript and TypeScript alike. */
export function fetchProgram(
  model: SampleModel,
  operation: SampleOperation,
  origin: string,
  more: Header[] = [],
): string {
  const { method, body } = operation
  const form = body?.example !== undefined && body.mediaType === 'multipart/form-data' ? body : undefined
  const json = body?.example === undefined || form ? undefined : body
  const headers = [
    ...credentialHeaders(model, operation),
    ...(json ? [['Content-Type', json.mediaType] satisfies Header] : []),
    ...more,
  ]
  const members = [
    ...(method === 'GET' ? [] : [`method: ${literal(method)}`]),
    ...(headers.length > 0 ? [`headers: ${literal(Object.fromEntries(headers), '  ')}`] : []),
    ...(json ? [`body: JSON.stringify(${literal(json.example, '  ')})`] : []),
    ...(form ? ['body: form'] : []),
  ]
  const options = members.length > 0 ? `, {\n${members.map((member) => `  ${member},\n`).join('')}}` : ''
  return `${form ? formLines(form) : ''}const response = await fetch(${literal(exampleUrl(model, operation, origin))}${options})
if (!response.ok) throw new Error(\`\${response.status} \${await response.text()}\`)
console.log(${printed(operation)})
`
}

function formLines({ example, files }: Pick<Body, 'example' | 'files'>): string {
  const fields = Object.entries(example as object).flatMap(([name, value]) =>
    [value].flat().map((one: unknown) => {
      const content = name in files ? blob(one, files[name]) : fieldText(one)
      return `form.append(${literal(name)}, ${literal(content)})\n`
    }),
  )
  return `const form = new FormData()\n${fields.join('')}\n`
}

function printed({ data, accept }: SampleOperation): string {
  if (data === noData) return 'response.status'
  if (accept === undefined) return 'await response.json()'
  return data.includes('Blob') ? 'await response.blob()' : 'await response.text()'
}
