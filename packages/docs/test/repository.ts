import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { buildReference } from '../src/reference/build.ts'
import { writeProvider } from './fixture.ts'

/** The texts of a small repository that has one of everything that becomes a page. */
export const texts: Record<string, string> = {
  'README.md': '# Everything\n',
  '.changeset/acme.md': "---\n'@parlance/acme': minor\n---\n\nWidgets can be bought.\n",
  'packages/mock/README.md': '# @parlance/mock\n\nIt answers. See [all](../../README.md).\n',
  'packages/docs/guides/start.md':
    '---\ntitle: Start\norder: 1\n---\n\n# Start\n\nFirst [sign in](../../../specs/acme/guides/sign-in.md#keys).\n',
}

/** The texts of one provider. */
function providerTexts(name: string): Record<string, string> {
  return {
    [`packages/${name}/README.md`]: `# @parlance/${name}\n\nA client; [signatures](api.md#widgets).\n\n## Lists\n\n| method |\n| --- |\n| \`widgets.list(query?)\` |\n`,
    [`packages/${name}/api.md`]: `# @parlance/${name}\n\n## widgets\n\n\`\`\`ts\nwidgets.list(): Call<Widget>\n\`\`\`\n`,
    [`specs/${name}/guides/sign-in.md`]:
      '---\ntitle: Sign in\norder: 1\n---\n\n# Sign in\n\n> This is official.\n\n## Keys\n\nSee [limits](limits.md#half-a-second) and `widgets.get`.\n',
    [`specs/${name}/guides/limits.md`]:
      '---\ntitle: Limits\norder: 2\n---\n\n# Limits\n\n## Half a second\n\n```json\n{ "a": 1 }\n```\n\n[Keys](sign-in.md#keys)\n',
  }
}

/** Writes files into a repository. */
export async function writeTexts(root: string, all: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(all)) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), text)
  }
}

/** Writes a repository with providers as they are after the build, their references by the real Redocly. */
export async function writeRepository(root: string, providers: string[]): Promise<void> {
  await mkdir(join(root, 'specs'), { recursive: true })
  await writeTexts(root, texts)
  for (const name of providers) {
    await writeTexts(root, providerTexts(name))
    await buildReference(await writeProvider(join(root, 'specs'), name))
  }
}
