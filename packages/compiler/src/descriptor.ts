import { Helper } from './helper.ts'
import { type Body, noData, type OperationModel } from './model.ts'

/** The name of the argument after the path parameters, if there is one before the options. */
export function inputName({ body, query }: OperationModel): string[] {
  if (body) return ['body']
  return query.length > 0 ? ['query'] : []
}

/** The operation as the kernel reads it; what has its default is left out to keep bundles small. */
export function descriptor(operation: OperationModel): Record<string, unknown> {
  const { id, method, path, args, body, query, server, anonymous, data, accept, retrySafety, paging } =
    operation
  const { checks, limits } = operation
  const [input] = inputName(operation)
  const commas = namesWritten(operation, 'commas')
  const spread = namesWritten(operation, 'spread')
  return {
    id,
    method,
    path,
    ...(args.length > 0 && { args: args.map((arg) => arg.name) }),
    ...(input && { input }),
    ...(body && writing(body)),
    ...(commas.length + spread.length > 0 && { shape: queryShape(commas, spread) }),
    ...(query.some(({ secret }) => secret) && { conceal: new Helper('concealQuery') }),
    ...(server > 0 && { server }),
    ...(retrySafety !== 'unsafe' && { resend: true }),
    ...(anonymous && { anonymous }),
    ...(data === noData && { bodiless: true }),
    ...(accept && { accept, decode: new Helper('file') }),
    ...(paging && { paging: paging.kernel }),
    ...(checks.length > 0 && { check: new Helper('checks', checks) }),
    ...(limits.length > 0 && { limits: Object.fromEntries(limits.map(({ name, key }) => [name, key])) }),
  }
}

function queryShape(commas: string[], spread: string[]): Helper {
  return new Helper('shapeQuery', {
    ...(commas.length > 0 && { commas }),
    ...(spread.length > 0 && { spread }),
  })
}

function namesWritten({ query }: OperationModel, writing: 'commas' | 'spread'): string[] {
  return query.filter((parameter) => parameter.writing === writing).map(({ name }) => name)
}

/** How the body is written, where it is not `application/json`. */
function writing({ mediaType, form }: Body): Record<string, unknown> {
  if (mediaType === 'multipart/form-data') return { encode: new Helper('multipart') }
  return {
    ...(mediaType !== 'application/json' && { contentType: mediaType }),
    ...(form && { encode: new Helper('jsonOrMultipart') }),
  }
}
