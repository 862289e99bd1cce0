/** The thirteen checks that Schemathesis has. */
import type { Check } from './check.ts'
import { contentType } from './content-type.ts'
import { ignoredAuth } from './ignored-auth.ts'
import { maxResponseTime } from './max-response-time.ts'
import { missingRequiredHeader } from './missing-required-header.ts'
import { negativeData } from './negative-data.ts'
import { notAServerError } from './not-a-server-error.ts'
import { positiveData } from './positive-data.ts'
import { resourceAvailability } from './resource-availability.ts'
import { responseHeaders } from './response-headers.ts'
import { responseSchema } from './response-schema.ts'
import { statusCode } from './status-code.ts'
import { unsupportedMethod } from './unsupported-method.ts'
import { useAfterFree } from './use-after-free.ts'

export type { Check, CheckContext, Exchange } from './check.ts'

/**
 * All checks. Of several that an exchange fails, the first is blamed: what was decided wrongly comes before how it was said.
 */
export const checks: readonly Check[] = [
  notAServerError,
  negativeData,
  positiveData,
  missingRequiredHeader,
  unsupportedMethod,
  ignoredAuth,
  useAfterFree,
  resourceAvailability,
  statusCode,
  contentType,
  responseHeaders,
  responseSchema,
  maxResponseTime,
]
