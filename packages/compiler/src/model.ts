import type { Evidence, RateLimit, WebhookRetries, WebhookSignature } from './document.ts'

/** A provider as every emitter sees it. Types are TypeScript expressions over the names the client exports. */
export interface Model {
  /** Folder name, package name, mock prefix: `chitchats`. */
  provider: string
  /** What people call it: `Chit Chats`. */
  title: string
  /** Name of the client's interface: `ChitChats`. */
  className: string
  version: string
  summary: string
  description: string
  docsUrl: string | undefined
  environments: string[]
  /** Distinct sets of servers, environment → URL; the first is the API's own. */
  servers: Record<string, string>[]
  credentials: Credential[]
  clientParameters: ClientParameter[]
  /** Client option → environment variable that stands in for it. */
  variables: Record<string, string>
  errorMessage: string[]
  /** How the provider refuses whatever is asked: in ways that no operation declares, or before one is chosen. */
  refusals: ErrorModel[]
  requestIdHeader: string | undefined
  rateLimits: RateLimit[]
  resources: Resource[]
  /** What the provider calls, where it calls anything. */
  webhooks: WebhooksModel | undefined
  schemas: SchemaModel[]
  links: LinksModel[]
  /** Paths that links have → paths of operations. */
  linkAliases: [from: string, to: string][]
}

export interface Credential {
  option: string
  in: 'header' | 'query'
  name: string
  /** What stands in front of it: `Bearer `. */
  prefix: string | undefined
  description: string
  /** How the client can make it itself. */
  flow: TokenFlowModel | undefined
}

/** How an access token is made: from which options, and what the kernel must know for it. */
export interface TokenFlowModel {
  options: string[]
  kernel: Record<string, unknown>
}

export interface ClientParameter {
  /** Path parameter. */
  name: string
  option: string
  description: string
  example: unknown
}

export interface Resource {
  /** `shipments`. */
  name: string
  /** `Shipments`, the heading. */
  title: string
  /** `ShipmentsResource`, the name of its interface; a schema may well be called like the resource. */
  className: string
  description: string
  operations: OperationModel[]
}

export interface OperationModel {
  id: string
  /** Name of the standalone function: `shipmentsCreate`. */
  functionName: string
  /** `ShipmentsCreate`, the stem of the names of its types. */
  typeName: string
  verb: string
  method: string
  path: string
  /** Index into {@link Model.servers}. */
  server: number
  anonymous: boolean
  /** Scopes or roles that the call needs. */
  scopes: string[]
  summary: string
  description: string
  deprecated: boolean
  docsUrl: string | undefined
  evidence: Evidence
  retrySafety: 'safe' | 'idempotent' | 'unsafe'
  args: Argument[]
  query: Argument[]
  /** Query parameters of which at least one must be given, though none is required by itself. */
  needsOneOf: string[]
  body: Body | undefined
  /** Type of the data of a success. */
  data: string
  /** Media types of its answers, as it asks for them, where a success is not always JSON. */
  accept: string | undefined
  /** The only property of the data, if it has a single one: `shipment`. */
  envelope: string | undefined
  errors: ErrorModel[]
  paging: PagingModel | undefined
  /** How an update treats what its body leaves out. */
  merge: 'shallow' | 'deep' | undefined
  /** Rules that the client checks before it sends. */
  checks: CheckModel[]
  /** Budgets of its own, besides those of the whole API. */
  limits: RateLimit[]
}

/** Type of the data of an operation whose successes have no documented body. */
export const noData = 'undefined'

export interface Argument {
  /** Name in the request. */
  name: string
  /** Name in TypeScript. */
  identifier: string
  type: string
  required: boolean
  /** Whether it is a secret: `format: password`. */
  secret: boolean
  /** How a list or object is written when it is not by repeating the name. */
  writing: 'commas' | 'spread' | undefined
  description: string
  example: unknown
}

export interface Body {
  mediaType: string
  /** Whether it may be sent as a form too: with files, which JSON cannot hold. */
  form: boolean
  /** Fields of its example that are files: name → media type, where that is known. */
  files: Record<string, string | undefined>
  type: string
  required: boolean
  description: string
  example: unknown
}

export interface ErrorModel {
  status: number
  /** Type of the body. */
  type: string
  description: string
  /** Name of the schema of the body in the bundle, where it is a component. */
  schema: string | undefined
  /** Media type of the body: JSON where there is a choice. Missing where it has none. */
  mediaType: string | undefined
  /** Names of the headers that come with it. */
  headers: string[]
  examples: ErrorExample[]
  evidence: Evidence | undefined
}

/** An error body that is shown as an example. */
export interface ErrorExample {
  /** Name in the bundle, by which the mock sends it. Missing where the only example has none. */
  name: string | undefined
  summary: string
  value: unknown
}

/** A rule that the client checks, as the kernel reads it. */
export interface CheckModel {
  /** `path:<parameter>`, `query:<parameter>` or `body:<JSON Pointer>`, with `*` for every item of a list. */
  at: string
  /** What is asked for, in words that follow "must". */
  rule: string
  /** `official: Guide, section Texts`. */
  source: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  pattern?: string
  when?: string
  uncounted?: string
  grows?: string
}

/** What the kernel needs of a list's paging, and the type of an item. */
export interface PagingModel {
  kernel: Record<string, unknown>
  itemType: string
}

export interface SchemaModel {
  /** Name in the bundle. */
  name: string
  /** Name the client exports. */
  typeName: string
  description: string
  isObject: boolean
}

/** The links of a schema that can be followed. */
export interface LinksModel {
  /** Name of the schema that holds them, `UserLinks`, or of the page that has them, `UserPage`: many share one schema. */
  schema: string
  /** Types of the resources that have them: `User`. */
  owners: string[]
  /** Where each leads, by its relation. */
  rels: { rel: string; operation: OperationModel }[]
  /** Set for a page. */
  pages?: PageLinksModel
}

/** The links of a page to the pages of its list. */
export interface PageLinksModel {
  /** Relation of the next page. */
  next: string
  /** All their relations. */
  rels: string[]
  /** The lists that have such pages; which one it is, the path of a link tells. */
  operations: OperationModel[]
}

/** The webhooks of a provider, which are delivered to one address of the user's. */
export interface WebhooksModel {
  /** Property of every body that names the event: `eventType`. */
  eventProperty: string
  events: WebhookModel[]
  /** What an event is that no webhook describes. Missing where one type serves for all names. */
  other: OtherEventModel | undefined
  signature: WebhookSignature | undefined
  retries: WebhookRetries | undefined
  /** What the provider takes for an answer. */
  answers: WebhookAnswer[]
  challenge: ChallengeModel | undefined
}

/** One webhook that delivers something. */
export interface WebhookModel {
  /** Name in the bundle. */
  name: string
  /** The name of its only event: the constant in {@link WebhooksModel.eventProperty}. */
  event: string | undefined
  /** Type of the body. */
  type: string
  summary: string
  description: string
  evidence: Evidence
  examples: { name: string; value: unknown }[]
}

export interface OtherEventModel {
  /** Type that the bodies of all events extend. */
  base: string | undefined
  /** Names that are known, of events that are not. */
  names: string[]
}

export interface WebhookAnswer {
  status: number
  description: string
  /** Type of a body that the provider reads. */
  type: string | undefined
}

/** A request that wants a text back before anything is delivered. */
export interface ChallengeModel {
  /** Query parameter with the text. */
  parameter: string
  /** Query parameters with a constant, that tell it from other requests. */
  where: Record<string, string>
  description: string
  evidence: Evidence
}

/** Every operation of a provider, in the order of the docs. */
export function operationsOf(model: Model): OperationModel[] {
  return model.resources.flatMap((resource) => resource.operations)
}
