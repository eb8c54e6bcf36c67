/** Where something stands in the content's files; lines count from 1. */
export type Place = { file: string; line: number }
export type Problem = Place & { what: string }

/** Content that cannot be loaded; the message is for whoever wrote it. */
export class ContentError extends Error {}

/** One error with all that is wrong, a line each as `file:line: what`. */
export const wrongContent = (dir: string, problems: readonly Problem[]): ContentError => {
  const inOrder = problems.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
  const lines = inOrder.map(({ file, line, what }) => `  ${file}:${line}: ${what}`)
  return new ContentError(`Wrong content in ${dir}:\n${lines.join('\n')}`)
}
