/**
 * Brings the machine to where every other command can start: installs what the lockfile says, once.
 * Plain JavaScript without new syntax, because it runs on whatever Node the machine has.
 */
import { spawn, spawnSync } from 'child_process'
import { createHash } from 'crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'fs'
import { join } from 'path'
import { fileURLToPath } from 'url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'node_modules', '.parlance-setup')
const oldestNode = 20

const networkTrouble =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|META_FETCH_FAIL|FetchError|error sending request/

main().catch((error) => fail(error.message))

async function main() {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    fail(
      `Parlance needs Node ${oldestNode} or newer to set itself up, but this is v${process.versions.node}: install a newer one from https://nodejs.org.`,
    )
  }
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  await install()
  checkNode()
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** Changes when an install would do something. */
function fingerprint() {
  const hash = createHash('sha256')
  const folders = ['packages', 'specs'].flatMap((parent) =>
    readdirSync(join(root, parent))
      .sort()
      .map((name) => join(parent, name)),
  )
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'].concat(
    folders.map((folder) => join(folder, 'package.json')),
  )
  for (const file of files) {
    if (existsSync(join(root, file))) hash.update(file + '\0' + readFileSync(join(root, file), 'utf8') + '\0')
  }
  return hash.digest('hex') + ' ' + process.platform + ' ' + process.arch
}

function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const command = ['npx', '--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only']
  console.log(`▸ Installing with ${packageManager} (the first time takes about a minute)`)
  return new Promise((resolve) => {
    // A shell finds npx.cmd on Windows; nothing in the command comes from outside.
    const child = spawn(command.join(' '), { cwd: root, shell: true, env: installEnvironment() })
    let log = ''
    const show = (chunk) => {
      log += chunk
      const progress = /Progress: .*/.exec(String(chunk))
      if (progress) console.log(`  ${progress[0].replace('Progress: ', '')}`)
    }
    child.stdout.on('data', show)
    child.stderr.on('data', show)
    child.on('close', (code) => (code === 0 ? resolve() : fail(installFailure(log))))
  })
}

/** npm waits over a minute before it gives a dead network up; analytics of dependencies stay off. */
function installEnvironment() {
  return Object.assign({}, process.env, {
    npm_config_fetch_retries: '1',
    npm_config_fetch_retry_mintimeout: '1000',
    npm_config_update_notifier: 'false',
    SCARF_ANALYTICS: 'false',
  })
}

function installFailure(log) {
  if (networkTrouble.test(log)) {
    return 'The npm registry cannot be reached, and the first run needs it: connect to the network (or set your proxy or registry for npm) and run the command again.'
  }
  const tail = log.trim().split('\n').slice(-25).join('\n')
  return `${tail}\n\nThe install failed for the reason above. Mend it and run the command again.`
}

/** The package `node` brings its binary by an install script, which some machines forbid. */
function checkNode() {
  const { status } = spawnSync(join(root, 'node_modules', '.bin', 'node'), ['--version'], {
    shell: process.platform === 'win32',
  })
  if (status !== 0)
    fail(
      'Node 26 was not installed, probably because install scripts are off: allow them and run the command again.',
    )
}

function fail(message) {
  console.error(`✗ ${message}`)
  process.exit(1)
}
