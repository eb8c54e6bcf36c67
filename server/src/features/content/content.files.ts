import { readdir } from 'node:fs/promises'
import type { Problem } from './content.problems.ts'
import * as schema from './content.schema.ts'
import { createSourceReader, type List, type Placed } from './content.source.ts'
import { type Theme, theme } from './theme.schema.ts'

export type Files = {
  municipality: Placed<schema.Municipality> | null
  villages: List<schema.Village>
  topics: List<schema.Topic>
  projects: List<schema.Project>
  people: List<schema.Person>
  messages: List<schema.Message>
  updates: List<schema.Update>
  announcements: List<schema.Announcement>
  /** The look of the place; null for that of the house. */
  theme: Placed<Theme> | null
  /** Whether every list could be read. */
  isWhole: boolean
}

const names = [
  'municipality',
  'villages',
  'topics',
  'projects',
  'people',
  'messages',
  'updates',
  'announcements',
  'theme',
] as const
const known: ReadonlySet<string> = new Set(names.map((name) => `${name}.yaml`))

/** Reads every file of the folder, each on its own; null when there is no such folder. */
export const readFiles = async (dir: string, problems: Problem[]): Promise<Files | null> => {
  const found = await readdir(dir).catch(() => null)
  if (found === null) return null
  for (const file of found.filter((file) => /\.ya?ml$/i.test(file) && !known.has(file))) {
    problems.push({ file, line: 1, what: `unknown file; the files are ${[...known].join(', ')}` })
  }
  const { one, ifThere, list, isWhole } = createSourceReader(dir, problems)
  return {
    municipality: await one('municipality.yaml', schema.municipality),
    villages: await list('villages.yaml', schema.village),
    topics: await list('topics.yaml', schema.topic),
    projects: await list('projects.yaml', schema.project),
    people: await list('people.yaml', schema.person),
    messages: await list('messages.yaml', schema.message),
    updates: await list('updates.yaml', schema.update),
    announcements: await list('announcements.yaml', schema.announcement),
    theme: await ifThere('theme.yaml', theme),
    isWhole: isWhole(),
  }
}
