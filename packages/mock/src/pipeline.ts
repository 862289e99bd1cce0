import type { Arrived, Handler } from './exchange.ts'
import { answer } from './steps/answer.ts'
import { cors } from './steps/cors.ts'
import { guard } from './steps/guard.ts'
import { prefer } from './steps/prefer.ts'
import { receive } from './steps/receive.ts'
import { route } from './steps/route.ts'

/**
 * What happens to a request that has reached a provider, from the outside in. Each step knows what the steps around it
 * have found (`Arrived` → `Routed` → `Received` → `Preferring`), may answer by itself, and sees the reply on its way out.
 * A new behaviour is a new step at its place here.
 */
export const pipeline: Handler<Arrived> = cors(guard(route(receive(prefer(answer)))))
