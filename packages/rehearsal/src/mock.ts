import { failure, start } from './run.ts'
import { projectOf, type Scene } from './scene.ts'

const patience = 120_000

/** Starts the mock as a user without anything installed would, on a free port, and notes its address. */
export async function startMock(scene: Scene): Promise<void> {
  const { workshop, env } = scene
  const command = {
    program: 'npx',
    args: ['--yes', '@parlance/mock', '--port', '0'],
    cwd: projectOf(scene, 'mock'),
    env,
  }
  const { child, ended, output } = start(workshop, command)
  scene.mock = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(failure(command, 'did not get ready', output())), patience)
    const look = () => {
      const address = /http:\/\/127\.0\.0\.1:\d+(?=\/)/.exec(output())?.[0]
      if (address === undefined || !output().includes('Ready')) return
      clearTimeout(timer)
      resolve(address)
    }
    child.stdout!.on('data', look)
    ended.then(
      (code) => reject(failure(command, `ended with exit code ${code} before it was ready`, output())),
      reject,
    )
    ended.finally(() => clearTimeout(timer)).catch(() => {})
  })
}
