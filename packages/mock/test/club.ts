/** An invented provider with two kinds of tokens and a key. */
const body = (example: unknown) => ({ 'application/json': { schema: {}, example } })
const answer = (example: unknown, headers = {}) => ({ description: 'Done.', headers, content: body(example) })
const errors = (...names: string[]) => ({
  description: 'Refused.',
  content: {
    'application/json': {
      schema: {},
      examples: Object.fromEntries(names.map((name) => [name, { value: { message: name } }])),
    },
  },
})

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = { _id: 'm1', scope: 'viewer guest member chair', organization: 'o1', iat: 1, exp: 2 }

/** What the token operations show as their answer: a token that has long expired. */
export const exampleSession = {
  token: `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}.c2lnbmF0dXJl`,
  refreshToken: 'm1.00ff00ff00ff00ff00ff00ff00ff00ff',
  expiresAt: '2020-01-01T00:00:00.000Z',
  scope: 'chair',
}

const query = (name: string) => ({ name, in: 'query', required: true, schema: { type: 'string' } })
const guarded = (...security: object[]) => ({ get: { security, responses: { '200': answer({ ok: true }) } } })

export const club = {
  openapi: '3.1.0',
  info: { title: 'Club', version: '1' },
  servers: [{ url: 'https://api.club.example/v1' }],
  security: [{ Person: ['guest'] }],
  'x-error-message': ['/message'],
  'x-error-responses': {
    '400': errors('Bad'),
    '401': errors('NoToken', 'TokenExpired', 'TokenForged', 'CredentialsWrong'),
    '403': errors('Forbidden'),
    '404': errors('NotFound'),
    '405': errors('MethodNotAllowed'),
    '500': errors('Failed'),
  },
  paths: {
    '/tokens': {
      post: {
        operationId: 'tokens.create',
        security: [],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                oneOf: [{ required: ['email', 'password'] }, { required: ['refreshToken'] }],
              },
            },
          },
        },
        responses: { '201': answer(exampleSession), '400': errors('BodyInvalid') },
      },
      get: {
        operationId: 'tokens.refresh',
        security: [],
        parameters: [query('refreshToken')],
        responses: { '200': answer(exampleSession) },
      },
    },
    '/members': guarded({ Person: ['member'] }),
    '/chairs': guarded({ Person: ['chair'] }),
    '/stats': guarded({ App: ['read:stats'] }),
    '/books': guarded({ App: ['read:books', 'write:books'] }),
    '/keyed': guarded({ Key: [] }),
    '/either': guarded({ Person: ['chair'] }, { Key: [] }),
    '/open': guarded({}, { Person: ['chair'] }),
  },
  components: {
    securitySchemes: {
      Person: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        'x-token-flow': {
          create: 'tokens.create',
          refresh: 'tokens.refresh',
          token: '/token',
          refreshToken: '/refreshToken',
          expiresAt: '/expiresAt',
          lifetime: 3600,
          expiredStatuses: [403, 401],
          scopes: ['guest', 'member', 'chair'],
          credentials: { email: 'email', password: 'password' },
        },
      },
      App: {
        type: 'oauth2',
        flows: {
          clientCredentials: {
            tokenUrl: 'https://id.club.example/oauth/token',
            scopes: { 'read:*': 'x', 'write:*': 'x', 'read:stats': 'x', 'read:books': 'x', audit: 'x' },
          },
        },
      },
      Key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    },
  },
}
