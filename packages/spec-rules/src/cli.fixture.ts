/** A whole small spec in the house style: what a provider's folder needs to pass lint. */

const statuses = ['400', '401', '404', '405', '413', '415', '429', '500']

const errors = (indent: string, of: string[], folder: string) =>
  of.map((status) => `${indent}'${status}': { $ref: ${folder}responses/Refused.yaml }`).join('\n')

const evidence = 'x-evidence: { level: official, source: API reference }'

export const goodSpec: Record<string, string> = {
  'openapi.yaml': `
openapi: 3.1.0
info:
  title: Parcel API
  version: '1.0'
  description: Sends parcels.
  license: { name: MIT, identifier: MIT }
servers:
  - { url: 'https://parcel.test/api', description: Production., x-environment: production }
security:
  - Token: []
tags:
  - { name: parcels, description: What is sent. }
x-rate-limits:
  - { name: all, requests: 20, window: 1, scope: [token], evidence: { level: official, source: API reference } }
x-error-responses:
${errors('  ', statuses, 'components/')}
paths:
  /parcels: { $ref: paths/parcels.yaml }
  /parcels/count: { $ref: paths/parcels@count.yaml }
  '/parcels/{id}': { $ref: 'paths/parcels@{id}.yaml' }
components:
  securitySchemes:
    Token: { $ref: components/securitySchemes/Token.yaml }
`,
  'paths/parcels.yaml': `
get:
  operationId: parcels.list
  summary: List parcels
  description: Newest first.
  tags: [parcels]
  ${evidence}
  x-retry-safety: safe
  x-redoclyPagination: { style: page, offsetParam: page, limitParam: limit, items: '' }
  parameters:
    - { name: page, in: query, description: Counted from 1., schema: { type: integer, default: 1, example: 2 } }
    - { name: limit, in: query, description: How many., schema: { type: integer, default: 100, example: 50 } }
  responses:
    '200':
      description: A page of parcels.
      content:
        application/json:
          schema: { type: array, items: { $ref: ../components/schemas/Parcel.yaml } }
          examples: { One: { $ref: ../components/examples/OneParcel.yaml } }
${errors('    ', ['400', '401', '429'], '../components/')}
post:
  operationId: parcels.create
  summary: Create a parcel
  description: It costs nothing yet.
  tags: [parcels]
  ${evidence}
  x-retry-safety: unsafe
  requestBody:
    required: true
    content:
      application/json:
        schema: { $ref: ../components/schemas/ParcelCreate.yaml }
        example: { unit: g }
  responses:
    '201':
      description: It exists.
      headers:
        Location: { description: Where it is., schema: { type: string, example: /parcels/7 } }
${errors('    ', ['400', '401', '429'], '../components/')}
`,
  'paths/parcels@count.yaml': `
get:
  operationId: parcels.count
  summary: Count parcels
  description: All of them.
  tags: [parcels]
  ${evidence}
  x-retry-safety: safe
  responses:
    '200':
      description: How many.
      content: { application/json: { schema: { type: integer }, example: 7 } }
${errors('    ', ['401', '429'], '../components/')}
`,
  'paths/parcels@{id}.yaml': `
get:
  operationId: parcels.get
  summary: Get a parcel
  description: As it is now.
  tags: [parcels]
  ${evidence}
  x-retry-safety: safe
  parameters:
    - { name: id, in: path, required: true, description: Its id., schema: { type: string, example: '7' } }
  responses:
    '200':
      description: The parcel.
      content:
        application/json:
          schema: { $ref: ../components/schemas/Parcel.yaml }
          example: { status: ready }
${errors('    ', ['400', '401', '404', '429'], '../components/')}
`,
  'components/schemas/Parcel.yaml': `
type: object
description: Something on its way.
${evidence}
properties:
  status:
    type: string
    description: How far it is.
    x-extensible-enum: [ready, sent]
    x-enumDescriptions: { ready: It has a label., sent: It is on its way. }
    example: ready
`,
  'components/schemas/ParcelCreate.yaml': `
type: object
description: What is to be sent.
${evidence}
properties:
  unit: { type: string, description: Of its weight., enum: [g, oz], example: g }
`,
  'components/schemas/Error.yaml': `
type: object
description: Why something was refused.
${evidence}
properties:
  message: { type: string, description: One sentence., example: No such parcel. }
`,
  'components/examples/OneParcel.yaml': `
summary: One parcel
value: [{ status: ready }]
`,
  'components/responses/Refused.yaml': `
description: Refused.
content:
  application/json:
    schema: { $ref: ../schemas/Error.yaml }
    example: { message: No such parcel. }
`,
  'components/securitySchemes/Token.yaml': `
type: http
scheme: bearer
description: Made in the settings.
x-client-option: accessToken
`,
  'workflows/send.arazzo.yaml': `
arazzo: 1.0.1
info: { title: Send a parcel, version: '1.0' }
sourceDescriptions:
  - { name: parcel, type: openapi, url: ../openapi.yaml }
workflows:
  - workflowId: send
    steps:
      - stepId: create
        operationId: parcels.create
        requestBody: { contentType: application/json, payload: { unit: g } }
        successCriteria:
          - condition: $statusCode == 201
`,
}
