/** The house rules as a Redocly plugin: `parlance/house` switches all of them on, each as an error. */
import type { Oas3Rule, Plugin } from '@redocly/openapi-core'
import { clientChecksDeclared } from './rules/client-checks-declared.ts'
import { componentFileName } from './rules/component-file-name.ts'
import { environmentsNamed } from './rules/environments-named.ts'
import { errorResponsesShaped } from './rules/error-responses-shaped.ts'
import { errorStatusesDeclared } from './rules/error-statuses-declared.ts'
import { evidencePresent } from './rules/evidence-present.ts'
import { examplesPresent } from './rules/examples-present.ts'
import { extensionsKnown } from './rules/extensions-known.ts'
import { operationIdForm } from './rules/operation-id-form.ts'
import { operationSummaryForm } from './rules/operation-summary-form.ts'
import { paginationDeclared } from './rules/pagination-declared.ts'
import { rateLimitsDeclared } from './rules/rate-limits-declared.ts'
import { responseEnumsOpen } from './rules/response-enums-open.ts'
import { retrySafetyDeclared } from './rules/retry-safety-declared.ts'
import { schemaInOwnFile } from './rules/schema-in-own-file.ts'
import { schemaPropertyDescribed } from './rules/schema-property-described.ts'
import { secretsMarked } from './rules/secrets-marked.ts'

export const rules: Record<string, Oas3Rule> = {
  'client-checks-declared': clientChecksDeclared,
  'component-file-name': componentFileName,
  'environments-named': environmentsNamed,
  'error-responses-shaped': errorResponsesShaped,
  'error-statuses-declared': errorStatusesDeclared,
  'evidence-present': evidencePresent,
  'examples-present': examplesPresent,
  'extensions-known': extensionsKnown,
  'operation-id-form': operationIdForm,
  'operation-summary-form': operationSummaryForm,
  'pagination-declared': paginationDeclared,
  'rate-limits-declared': rateLimitsDeclared,
  'response-enums-open': responseEnumsOpen,
  'retry-safety-declared': retrySafetyDeclared,
  'schema-in-own-file': schemaInOwnFile,
  'schema-property-described': schemaPropertyDescribed,
  'secrets-marked': secretsMarked,
}

export default function parlance(): Plugin {
  return {
    id: 'parlance',
    rules: { oas3: rules },
    configs: {
      house: {
        oas3_1Rules: Object.fromEntries(Object.keys(rules).map((name) => [`parlance/${name}`, 'error'])),
      },
    },
    // Responses that only x-error-responses mentions are then linted and bundled like all others.
    typeExtension: {
      oas3: (types) => ({
        ...types,
        ErrorResponses: { properties: {}, additionalProperties: 'Response' },
        Root: {
          ...types['Root'],
          properties: { ...types['Root']?.properties, 'x-error-responses': 'ErrorResponses' },
        },
      }),
    },
  }
}
