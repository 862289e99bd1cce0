/** `Chit Chats`, `add_to_batch`, `add-to-batch` → `ChitChats`, `AddToBatch`. */
export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('')
}

/** `shipment_id` → `shipmentId`. */
export function camelCase(text: string): string {
  const pascal = pascalCase(text)
  return pascal.slice(0, 1).toLowerCase() + pascal.slice(1)
}

/** The environment variable that stands in for a client option, by one rule for all providers: `CHITCHATS_ACCESS_TOKEN`. */
export function environmentVariable(provider: string, option: string): string {
  return `${provider}_${option.replace(/[A-Z]/g, '_$&')}`.replaceAll('-', '_').toUpperCase()
}

const reserved = new Set(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
)

/** A name that can be a parameter or variable. */
export function identifier(text: string): string {
  const name = camelCase(text).replace(/^(?=\d)/, '_') || '_'
  return reserved.has(name) ? `${name}_` : name
}

/** What a client exports besides its schemas: classes and types of the runtime. */
export const runtimeExports = {
  values: [
    'AbortError',
    'ApiError',
    'CallError',
    'CheckError',
    'ConnectionError',
    'DecodeError',
    'LimitError',
    'TimeoutError',
    'UsageError',
  ],
  types: [
    'Attempt',
    'BodyCallOptions',
    'Call',
    'CallContext',
    'CallEvent',
    'CallOptions',
    'Checkpoint',
    'Handler',
    'Kernel',
    'LimiterState',
    'LimitState',
    'Middleware',
    'ObserverOptions',
    'Page',
    'PagedCall',
    'RateLimitOptions',
    'Reply',
    'Result',
    'RetryOptions',
    'Supplier',
    'Token',
    'TokenStore',
    'TransportError',
    'Violation',
  ],
}

/** What the client of a provider with links exports for them. */
export const linkTypes = ['LinkCalls', 'Linked', 'LinkTargets']

/** What the client of a provider with webhooks exports for them, at `./webhooks`. */
export const webhookTypes = {
  all: ['WebhookBody', 'WebhookErrorReason', 'WebhookHeaders', 'WebhookOptions', 'WebhookSource'],
  signed: ['SignedWebhookOptions', 'SignOptions', 'TimedSignOptions', 'WebhookSecret'],
  challenge: ['ChallengeRequest'],
  own: ['OtherEvent', 'OtherEventName', 'ReceivedEvent'],
}

/** What generated files have under these names: exports, imports of the runtime, and types that TypeScript has itself. */
export const takenNames: ReadonlySet<string> = new Set([
  ...runtimeExports.values,
  ...runtimeExports.types,
  ...linkTypes,
  ...Object.values(webhookTypes).flat(),
  'WebhookError',
  'WebhookDefinition',
  'ClientOptions',
  'ErrorBodies',
  'ApiDefinition',
  'ApiErrorGuard',
  'KernelOptions',
  'LinkTable',
  'Operation',
  'Paging',
  'RawClient',
  'NonNullable',
  'Parameters',
  'Record',
  'ReturnType',
])

/**
 * The exported name of a schema. One that is called like a global (`Error`) would shadow it wherever it is imported, and
 * one that is called like another export of the client (`ApiError`) would hide it.
 */
export function schemaTypeName(name: string): string {
  // The names of types begin with a capital, by which generated code tells them from other words.
  const pascal = pascalCase(name).replace(/^(?=\d)/, 'N')
  return takenNames.has(pascal) || Object.hasOwn(globalThis, pascal) ? `${pascal}Body` : pascal
}
