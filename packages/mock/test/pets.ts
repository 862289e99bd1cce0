/**
 * A document as many exist: OpenAPI 3.0 in YAML and in several files, with `nullable`, boolean `exclusiveMinimum`,
 * discriminators, patterns that no strict engine takes, and no error shape of its own.
 */
export const pets = {
  'openapi.yaml': `
openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
servers:
  - url: /api/{version}
    variables: { version: { default: v3, enum: [v3] } }
security:
  - key: []
paths:
  /pets:
    $ref: paths/pets.yaml
  /pets/{id}:
    parameters:
      - $ref: 'parameters.yaml#/Id'
    get:
      operationId: pets.get
      responses:
        200:
          description: A pet.
          content: { application/json: { schema: { $ref: schemas/Pet.yaml } } }
        404:
          description: No such pet.
          content: { application/json: { schema: { $ref: schemas/Error.yaml } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
`,
  'parameters.yaml': `
Id: { name: id, in: path, required: true, schema: { type: integer, minimum: 0, exclusiveMinimum: true } }
Slug: { name: slug, in: query, schema: { type: string, pattern: '^[\\w-.]+$' } }
`,
  'paths/pets.yaml': `
get:
  operationId: pets.list
  parameters:
    - $ref: '../parameters.yaml#/Slug'
  responses:
    200:
      description: Pets.
      content:
        application/json:
          schema: { type: array, items: { $ref: ../schemas/Pet.yaml } }
          examples: { Two: { value: { $ref: ../examples/two.json } } }
post:
  operationId: pets.create
  requestBody:
    required: true
    content: { application/json: { schema: { $ref: ../schemas/Pet.yaml } } }
  responses:
    201:
      description: Created.
      content: { application/json: { schema: { $ref: ../schemas/Pet.yaml } } }
`,
  'schemas/Pet.yaml': `
oneOf:
  - $ref: Dog.yaml
  - $ref: Cat.yaml
discriminator:
  propertyName: kind
  mapping: { dog: Dog.yaml, cat: Cat.yaml }
`,
  'schemas/Dog.yaml': `
type: object
required: [kind, name]
properties:
  id: { type: integer, readOnly: true, example: 7 }
  kind: { type: string, enum: [dog], example: dog }
  name: { type: string, nullable: true, example: Rex }
  mother: { $ref: Dog.yaml }
`,
  'schemas/Cat.yaml': `
type: object
required: [kind, lives]
properties:
  kind: { type: string, enum: [cat] }
  lives: { type: integer, maximum: 9 }
`,
  'schemas/Error.yaml': `
type: object
properties:
  message: { type: string, example: none }
`,
  'examples/two.json': '[{ "kind": "dog", "name": "Rex" }, { "kind": "cat", "lives": 9 }]',
}
