import { join } from 'node:path'
import { browserModule } from '../browser-module.ts'

/** The console for browsers: `assets/console.js`. */
export function consoleScript(): Promise<string> {
  return browserModule(join(import.meta.dirname, 'browser', 'console.ts'))
}

/** The choice of where requests are sent, for the page of Scalar: `assets/place.js`. */
export function placeModule(): Promise<string> {
  return browserModule(join(import.meta.dirname, 'browser', 'place.ts'))
}
