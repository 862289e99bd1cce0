/** Servers, credentials and tokens. */
import { type Extension, pointer, text } from './extension.ts'

export const access: Record<string, Extension> = {
  'x-environment': {
    purpose: 'The name by which clients choose a server; servers of one environment belong together.',
    origin: 'parlance',
    places: ['Server'],
    schema: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
  },
  'x-client-option': {
    purpose:
      'The name of the client option that supplies this credential, or this path parameter on every call.',
    origin: 'parlance',
    places: ['Parameter', 'SecurityScheme'],
    schema: { type: 'string', pattern: '^[a-z][A-Za-z0-9]*$' },
  },
  'x-token-flow': {
    purpose: 'How a client comes by an access token, how long it lives, and how its end shows.',
    origin: 'parlance',
    places: ['SecurityScheme'],
    schema: {
      type: 'object',
      required: ['lifetime', 'expiredStatuses'],
      additionalProperties: false,
      properties: {
        create: { ...text, description: 'Operation that makes a token from credentials.' },
        refresh: { ...text, description: 'Operation that makes a token from a refresh token.' },
        token: { ...pointer, description: 'Where the answer has the access token.' },
        refreshToken: { ...pointer, description: 'Where the answer has the refresh token.' },
        expiresAt: { ...pointer, description: 'Where the answer has the date and time of expiry.' },
        expiresIn: { ...pointer, description: 'Where the answer has the seconds until expiry.' },
        lifetime: {
          type: 'integer',
          minimum: 1,
          description: 'Seconds a token lives if the answer does not say.',
        },
        expiredStatuses: {
          type: 'array',
          minItems: 1,
          items: { enum: [401, 403] },
          description: 'Statuses by which an expired token is refused, the documented one first.',
        },
        scopes: {
          type: 'array',
          items: text,
          description: 'Scopes in ascending order, where each includes those before.',
        },
        credentials: {
          type: 'object',
          additionalProperties: text,
          description: 'Client options that supply the credentials: field of the request → option.',
        },
      },
    },
  },
  'x-secret': {
    purpose: '`false` on a value that is named like a secret and is none, such as a page token.',
    origin: 'parlance',
    places: ['Parameter', 'Schema'],
    schema: { const: false },
  },
}
