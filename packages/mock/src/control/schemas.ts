/** What can be asked of a running mock, as JSON Schema: it checks what comes in, and tells how it is to be written. */
import { deliveries } from '../faults/faults.ts'

const text = { type: 'string' }
const texts = { type: 'object', additionalProperties: text }
const share = { type: 'number', minimum: 0, maximum: 1 }
const count = { type: 'integer', minimum: 0 }
/** The longest wait, in milliseconds. */
const wait = { minimum: 0, maximum: 600_000 }

const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

const request = {
  provider: { ...text, description: 'Name of the provider.' },
  operation: { ...text, description: 'Operation id.' },
  method: text,
  path: { ...text, description: 'The path below the provider’s origin, as it was sent, without the query.' },
  params: { ...texts, description: 'Path parameters by name.' },
  query: {
    type: 'object',
    description: 'Query parameters by name; others may be there too.',
    additionalProperties: { type: ['string', 'array'], items: text },
  },
  headers: { ...texts, description: 'Headers by name; others may be there too.' },
  body: {
    description: 'What the body holds: objects may have more properties, lists may not have more items.',
  },
}

const call = {
  ...request,
  status: { type: 'integer', minimum: 100, maximum: 599, description: 'Status of the answer.' },
  refused: { type: 'boolean', description: 'Whether the mock refused the request.' },
  example: { ...text, description: 'Name of the example that was the answer.' },
}

/** Which recorded calls. */
export const callPattern = object(call)

/** What should have been called, and how often. */
export const expectation = object({
  ...call,
  times: { ...count, description: 'How often, exactly; 0 means never. Without any number: at least once.' },
  atLeast: count,
  atMost: count,
})

const reply = object({
  status: {
    type: 'integer',
    minimum: 200,
    maximum: 599,
    description:
      'A status that the operation declares, one from 400 on, or a redirect with its header location.',
  },
  example: { ...text, description: 'Name of an example of the operation.' },
  headers: texts,
  body: { description: 'A body instead of an example.' },
  delay: { type: 'number', ...wait, description: 'Milliseconds that the answer is held back.' },
  fault: { enum: deliveries },
  times: {
    type: ['integer', 'string'],
    minimum: 1,
    pattern: '^always$',
    description: 'How many requests get it, or "always". Default: 1.',
  },
})

/** Which requests get other answers than usual, and which. */
export const scenario = object(
  {
    on: {
      ...object(request),
      type: ['object', 'string'],
      description: 'Which requests; text is an operation id.',
    },
    replies: { type: 'array', minItems: 1, items: reply },
  },
  ['on', 'replies'],
)

/** What goes wrong on the way. */
export const faults = object({
  latency: {
    ...object({ median: { type: 'number', ...wait }, sigma: { type: 'number', minimum: 0 } }, [
      'median',
      'sigma',
    ]),
    type: ['number', 'object'],
    ...wait,
    description: 'Milliseconds that every answer is held back; a median and a sigma draw them log-normally.',
  },
  errorRate: {
    type: 'object',
    additionalProperties: share,
    description: 'Status → share of requests that get it.',
  },
  ...Object.fromEntries(deliveries.map((delivery) => [delivery, share])),
})

/** Where a webhook is sent, and how. */
export const webhook = object(
  {
    url: { ...text, description: 'Where to: http or https.' },
    secret: { ...text, minLength: 1, description: 'Signs the delivery, where the provider signs.' },
    example: { ...text, description: 'Name of the example that is sent. Default: the first.' },
    body: { description: 'A body instead of an example.' },
    speed: {
      type: 'number',
      exclusiveMinimum: 0,
      description: 'How many times faster than documented a failed delivery is repeated. Default: 1000.',
    },
    retries: { type: 'boolean', description: 'Whether a failed delivery is repeated. Default: true.' },
    timeout: {
      type: 'number',
      exclusiveMinimum: 0,
      ...wait,
      description: 'Milliseconds that the receiver has to answer. Default: as documented, else 10000.',
    },
  },
  ['url'],
)

/** How the clock of a session is to go. */
export const clock = {
  ...object({
    now: { ...text, format: 'date-time', description: 'The time to go to, back or forth.' },
    advance: {
      type: 'number',
      minimum: 0,
      maximum: 10_000_000_000,
      description: 'Seconds to go forth, from `now` when both are given.',
    },
    running: { type: 'boolean', description: 'Whether time passes by itself.' },
  }),
  minProperties: 1,
}

/** Records by provider and collection. */
export const records = {
  type: 'object',
  description: 'Provider → collection → records.',
  additionalProperties: {
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'object' } },
  },
}

/** A session as it was saved. */
export const snapshot = {
  type: 'object',
  description: 'What a snapshot holds, as a GET of one gives it.',
  properties: { clock: { type: 'object' }, worlds: { type: 'object' } },
}
