import type { Contender } from './contender.ts'
import { heyApi } from './hey-api.ts'
import { openai } from './openai.ts'
import { openapiFetch } from './openapi-fetch.ts'
import { parlanceClient, parlanceFunctions } from './parlance.ts'
import { redocly } from './redocly.ts'

/** Our two forms of a client. */
export const ours: readonly Contender[] = [parlanceFunctions, parlanceClient]

/** Everything that is measured: ours, and what others make. */
export const contenders: readonly Contender[] = [...ours, openapiFetch, redocly, heyApi, openai]
