/** The request of a form: the same address and headers as its samples. */
import { credentialHeaders, exampleUrl } from '@parlance/compiler/samples'
import type { ConsoleData } from '../shape.ts'
import { askedOf } from './asked.ts'
import { type BodyForm, type Form, isMultipart, type Part } from './form.ts'

export interface AskedRequest {
  provider: string
  /** Begins with the provider's own path, query included. */
  path: string
  method: string
  headers: [string, string][]
  body: string | FormData | undefined
}

export function requestOf(data: ConsoleData, form: Form): AskedRequest {
  const { model, operation, headers } = askedOf(data, form)
  const address = exampleUrl(model, operation, '')
  const body = bodyOf(form.bodies[form.body])
  const typed: [string, string][] =
    typeof body === 'string' ? [['Content-Type', form.bodies[form.body]!.body.mediaType]] : []
  return {
    provider: data.provider,
    path: address.slice(data.provider.length + 1),
    method: operation.method,
    headers: [...credentialHeaders(model, operation), ...typed, ...headers],
    body,
  }
}

function bodyOf(form: BodyForm | undefined): AskedRequest['body'] {
  if (!form) return undefined
  // As it stands, JSON or not: whoever breaks it wants to see what the provider says to that.
  if (!isMultipart(form.body)) return form.text.trim() === '' ? undefined : form.text
  const data = new FormData()
  for (const part of form.parts.filter(({ on }) => on)) append(data, part)
  return data
}

function append(data: FormData, { name, text, file }: Part): void {
  if (!file) data.append(name, text)
  else if (file.chosen) data.append(name, file.chosen.blob, file.chosen.name)
  else data.append(name, new Blob([text], file.type === null ? {} : { type: file.type }), name)
}
