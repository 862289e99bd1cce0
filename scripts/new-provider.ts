/** `npm run new-provider`: begins a provider. An import is proved with the runtime and the mock, so these are built first. */
import { build } from './build.ts'

const imports = process.argv.some((argument) => /^--from(=|$)/.test(argument))
if (imports && !(await build('errors-only'))) process.exit(1)
await import('../packages/scaffold/src/cli.ts')
