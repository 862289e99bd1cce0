import { join } from 'node:path'
import { browserModule } from '../browser-module.ts'

/** The console for browsers: `assets/console.js`. */
export function consoleScript(): Promise<string> {
  return browserModule(join(import.meta.dirname, 'browser', 'console.ts'))
}
