/** What a client's `package.json` must export for the files that were made. */

/** Subpath → generated file, where there is one. */
const entries = { '.': 'index', './operations': 'operations', './webhooks': 'webhooks' }

type Target = string | { types?: string; default?: string }

/** The `exports` of a `package.json`, as clients write them. */
export type Exports = Readonly<Record<string, Target>>

/**
 * Compares the exports of a client with its generated files.
 *
 * @returns what is wrong and how to mend it; empty when nothing is.
 */
export function exportProblems(exports: Exports, files: Readonly<Record<string, string>>): string[] {
  return [
    ...Object.entries(entries).flatMap(([subpath, name]) => {
      const wanted = { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` }
      const isThere = JSON.stringify(exports[subpath]) === JSON.stringify(wanted)
      return !(`${name}.ts` in files) || isThere
        ? []
        : [`"exports" lacks "${subpath}": ${JSON.stringify(wanted)}`]
    }),
    ...Object.entries(exports).flatMap(([subpath, target]) =>
      targetsOf(target)
        .filter((path) => !isMade(path, files))
        .map((path) => `"exports" has "${subpath}": ${path}, for which no file is generated: remove it`),
    ),
  ]
}

function targetsOf(target: Target): string[] {
  return typeof target === 'string' ? [target] : Object.values(target)
}

/** Whether a file of `dist` is built from a generated one. The bundle is copied there. */
function isMade(path: string, files: Readonly<Record<string, string>>): boolean {
  const name = /^\.\/dist\/(.+?)(?:\.d\.ts|\.js)$/.exec(path)?.[1]
  return name === undefined ? path === './dist/openapi.json' : `${name}.ts` in files
}
