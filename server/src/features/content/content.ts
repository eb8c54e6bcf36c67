import { checkFiles } from './content.check.ts'
import { readFiles } from './content.files.ts'
import { ContentError, type Problem, wrongContent } from './content.problems.ts'
import { type ContentPorts, writeContent } from './content.write.ts'
import { houseLook, type Look, lookOf } from './theme.ts'

export type Loaded = {
  /** Name of the municipality. */
  municipality: string
  /** How many channels, people, messages and updates are new or changed since the last time. */
  written: number
  look: Look
}

/**
 * Loads the content of a folder: all of it is read and checked before anything is written, and everything that is
 * wrong is told at once (`ContentError`). Loading again writes only what changed in the files since, so it may be
 * done at every start and by several processes at the same time.
 */
export const loadContent = async ({ dir, ...ports }: ContentPorts & { dir: string }): Promise<Loaded> => {
  const problems: Problem[] = []
  const files = await readFiles(dir, problems)
  if (!files) throw new ContentError(`There is no folder ${dir} to load content from.`)
  const content = checkFiles(files, problems)
  if (!content) throw wrongContent(dir, problems)
  return {
    municipality: content.municipality.name,
    written: await writeContent(content, { ...ports, dir }),
    look: files.theme ? lookOf(files.theme) : houseLook,
  }
}
