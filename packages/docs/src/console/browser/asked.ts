/** The form as the compiler's samples want it: the model, with what stands in the form as its examples. */
import { Code, type Header, type SampleModel, type SampleOperation } from '@parlance/compiler/samples'
import type { ConsoleData } from '../shape.ts'
import { type BodyForm, type Field, type FieldPlace, type Form, isMultipart, type Part } from './form.ts'
import { valueOf } from './values.ts'

export interface Asked {
  model: SampleModel
  operation: SampleOperation
  /** Headers besides credentials and the media type. */
  headers: Header[]
}

/** What the form asks for. A body that is no JSON is the last that was. */
export function askedOf(data: ConsoleData, form: Form): Asked {
  const { operation } = form
  return {
    model: {
      ...data,
      credentials: credentialsOf(data, form),
      clientParameters: data.clientParameters.map(given(form, 'client')),
    },
    operation: {
      ...operation,
      args: operation.args.map(given(form, 'path')),
      query: operation.query.map(given(form, 'query')),
      needsOneOf: [],
      body: bodyOf(form.bodies[form.body]),
    },
    headers: headersOf(form),
  }
}

function fieldAt({ fields }: Form, place: FieldPlace, name: string): Field | undefined {
  return fields.find((field) => field.place === place && field.argument.name === name)
}

/** Puts the value of its field into an argument. An argument that is not sent is not required. */
function given(form: Form, place: FieldPlace) {
  return <Argument extends { name: string }>(argument: Argument): Argument => {
    const field = fieldAt(form, place, argument.name)
    return field
      ? { ...argument, example: valueOf(field.text, field.argument), required: field.on }
      : argument
  }
}

function credentialsOf(data: ConsoleData, form: Form): SampleModel['credentials'] {
  if (form.operation.anonymous) return data.credentials
  return data.credentials.flatMap((credential) => {
    const { on, text } = fieldAt(form, 'credential', credential.option)!
    return on ? [{ ...credential, value: text }] : []
  })
}

function headersOf({ fields, prefer }: Form): Header[] {
  const own = fields.filter(({ place, on }) => place === 'header' && on)
  return [
    ...own.map(({ argument, text }): Header => [argument.name, text]),
    ...(prefer === '' ? [] : [['Prefer', prefer] satisfies Header]),
  ]
}

function bodyOf(form: BodyForm | undefined): SampleOperation['body'] {
  if (!form) return undefined
  const { body, value, parts } = form
  const { mediaType } = body
  if (!isMultipart(body)) return { mediaType, files: {}, example: value }
  const files = parts.filter((part) => part.file).map(({ name, file }) => [name, typeOf(file!)])
  return { mediaType, files: Object.fromEntries(files), example: formValue(parts) }
}

function typeOf({ type, chosen }: NonNullable<Part['file']>): string | undefined {
  return (chosen?.blob.type || type) ?? undefined
}

function formValue(parts: Part[]): Record<string, unknown> {
  const sent = Object.entries(Object.groupBy(parts, ({ name }) => name)).flatMap(([name, all = []]) => {
    const on = all.filter((part) => part.on)
    if (on.length === 0) return []
    return [[name, all[0]!.isItem ? on.map(partValue) : partValue(on[0]!)]]
  })
  return Object.fromEntries(sent)
}

function partValue({ text, example, file }: Part): unknown {
  if (file?.chosen)
    return file.chosen.text ?? new Code(`/* the bytes of ${file.chosen.name.replaceAll('*/', '')} */`)
  return typeof example === 'string' || text !== JSON.stringify(example) ? text : example
}
