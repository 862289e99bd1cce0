/** Everything that client and mock have to do alike. */
import type { Agreement } from './agreement.ts'
import { limits } from './limits.ts'
import { operationLimits } from './operation-limits.ts'
import { paging, pagingOfRecords } from './paging.ts'
import { redirects } from './redirects.ts'
import { retries } from './retries.ts'
import { tokens } from './tokens.ts'
import { webhooks } from './webhooks.ts'

export type { Agreement, Stage } from './agreement.ts'

export const agreements: readonly Agreement[] = [
  limits,
  operationLimits,
  paging,
  pagingOfRecords,
  retries,
  tokens,
  redirects,
  webhooks,
]
