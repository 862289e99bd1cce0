/** `npm test`: builds what changed, then runs the tests of every package and of these scripts. */
import { build } from './build.ts'
import { turbo } from './turbo.ts'

const passed =
  (await build('errors-only')) &&
  (await turbo(['test', '//#test:scripts'], '--output-logs=new-only', '--continue', '--concurrency=2'))
if (!passed) process.exit(1)
