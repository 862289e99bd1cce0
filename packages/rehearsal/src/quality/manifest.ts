import { isProgram, type Manifest, type Target } from '../published.ts'
import type { Tarball } from './tarball.ts'

/** What npm, bundlers and people who search need to know. */
export function manifestProblems({ manifest }: Tarball): string[] {
  const { name, engines, license, keywords, description, sideEffects, type, dependencies = {} } = manifest
  const rules: [boolean, string][] = [
    [type === 'module', 'type is not "module"'],
    [license === 'MIT', 'license is not the one of LICENSE'],
    [/^>=\d+/.test((engines as { node?: string } | undefined)?.node ?? ''), 'engines says nothing of Node'],
    [typeof description === 'string' && /^[A-Z].{20,}\.$/.test(description), 'description is no sentence'],
    [Array.isArray(keywords) && keywords.length >= 3, 'keywords are missing'],
    [sideEffects !== undefined, 'sideEffects says nothing, so that bundlers keep what nobody calls'],
    [isProgram(manifest) || sideEffects === false, 'a library has side effects'],
    [name.startsWith('@parlance/'), 'name is outside the scope'],
  ]
  const loose = Object.entries(dependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
  return [
    ...rules.filter(([holds]) => !holds).map(([, problem]) => problem),
    ...loose.map(([dependency, version]) => `${dependency} has no exact version but ${version}`),
    ...addressProblems(manifest),
  ]
}

/** An address is there or it is not, but none is made up. */
function addressProblems(manifest: Manifest): string[] {
  return ['homepage', 'repository', 'bugs']
    .filter((field) => /example|your-|todo/i.test(JSON.stringify(manifest[field] ?? '')))
    .map((field) => `${field} is invented`)
}

/** Export paths that lead nowhere or have no types. */
export function exportProblems({ manifest, files }: Tarball): string[] {
  return Object.entries(manifest.exports).flatMap(([subpath, target]) =>
    targetProblems(target, files).map((problem) => `${subpath}: ${problem}`),
  )
}

function targetProblems(target: Target, files: Tarball['files']): string[] {
  const paths = typeof target === 'string' ? [target] : Object.values(target)
  const missing = paths.filter((path) => !files.has(path.replace(/^\.\//, '')))
  // JSON has the types that TypeScript reads in it.
  const isTyped = typeof target === 'string' ? target.endsWith('.json') : target.types !== undefined
  return [...missing.map((path) => `${path} is not in the package`), ...(isTyped ? [] : ['has no types'])]
}
