import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import * as z from 'zod/mini'
import type { Place, Problem } from './content.problems.ts'

type Path = readonly PropertyKey[]

/** What a file says, and on which line each part of it stands. */
export type Placed<T> = { value: T; place: (...path: Path) => Place }

/** Entries that fit, and the ids of all, so that what points to one that does not fit is no second problem. */
export type List<T> = { entries: Placed<T>[]; ids: { id: string; place: Place }[] }

type Source = { document: Document; data: unknown; place: (...path: Path) => Place; keyPlace: KeyPlace }
type KeyPlace = (path: Path, key: string) => Place

const plain = { error: z.locales.en().localeError }

/** Reads the files of one folder; what does not fit is added to `problems`. */
export const createSourceReader = (dir: string, problems: Problem[]) => {
  let isWhole = true
  const unreadable = (what: readonly Problem[]): List<never> => {
    isWhole = false
    problems.push(...what)
    return { entries: [], ids: [] }
  }
  /** Undefined when there is no such file. */
  const textOf = (file: string): Promise<string | undefined> =>
    readFile(join(dir, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
  /** A file that is one entry; null when it does not fit, or is not there. */
  const ifThere = async <T extends z.ZodMiniType>(
    file: string,
    schema: T,
  ): Promise<Placed<z.output<T>> | null> => {
    const text = await textOf(file)
    if (text === undefined) return null
    const source = parse(file, text)
    if (!Array.isArray(source)) return fit(source, schema, [], problems)
    problems.push(...source)
    return null
  }

  return {
    /** A file that is one entry; null when it does not fit or is missing, which is a problem, too. */
    one: async <T extends z.ZodMiniType>(file: string, schema: T): Promise<Placed<z.output<T>> | null> => {
      if ((await textOf(file)) === undefined) problems.push({ file, line: 1, what: 'this file is missing' })
      return ifThere(file, schema)
    },

    ifThere,

    /** A file that is a list of entries; a missing file is an empty list. */
    list: async <T extends z.ZodMiniType>(file: string, schema: T): Promise<List<z.output<T>>> => {
      const source = parse(file, (await textOf(file)) ?? '')
      if (Array.isArray(source)) return unreadable(source)
      const data = source.data ?? []
      if (!Array.isArray(data)) return unreadable([{ ...source.place(), what: 'must be a list' }])
      const ids = data.flatMap((entry: unknown, index) =>
        hasId(entry) ? [{ id: entry.id, place: source.place(index, 'id') }] : [],
      )
      const entries = data.flatMap((_, index) => fit(source, schema, [index], problems) ?? [])
      return { entries, ids }
    },

    /** Whether every list could be read: if not, what others name may be missing for that reason alone. */
    isWhole: () => isWhole,
  }
}

const hasId = (entry: unknown): entry is { id: string } =>
  typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string'

const parse = (file: string, text: string): Source | Problem[] => {
  const lines = new LineCounter()
  const document: Document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): Place => ({ file, line: lines.linePos(offset).line })
  const wrong = [...document.errors, ...document.warnings]
  if (wrong.length > 0) return wrong.map(({ pos, message }) => ({ ...at(pos[0]), what: message }))

  const place = (...path: Path): Place => {
    // What is not there stands where its nearest parent does.
    for (let depth = path.length; depth >= 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true)
      if (isNode(node) && node.range) return at(node.range[0])
    }
    return { file, line: 1 }
  }
  const keyPlace: KeyPlace = (path, key) => {
    const map = document.getIn(path, true)
    const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && item.key.value === key) : null
    return isScalar(pair?.key) && pair.key.range ? at(pair.key.range[0]) : place(...path)
  }
  return { document, data: document.toJS() as unknown, place, keyPlace }
}

const fit = <T extends z.ZodMiniType>(
  source: Source,
  schema: T,
  path: Path,
  problems: Problem[],
): Placed<z.output<T>> | null => {
  const data = path.length === 0 ? source.data : (source.data as unknown[])[Number(path[0])]
  const parsed = schema.safeParse(data, plain)
  if (parsed.success) return { value: parsed.data, place: (...more) => source.place(...path, ...more) }
  problems.push(...parsed.error.issues.flatMap((issue) => explain(source, path, issue)))
  return null
}

const explain = (source: Source, base: Path, issue: z.core.$ZodIssue): Problem[] => {
  const path = [...base, ...issue.path]
  const place = source.place(...path)
  const key = issue.path.map(String).join('.')
  const named = key === '' ? '' : `"${key}" `
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((unknown) => ({
        ...source.keyPlace(path, unknown),
        what: `unknown key "${unknown}"`,
      }))
    case 'invalid_type':
      if (!source.document.hasIn(path)) return [{ ...place, what: `${named}is missing` }]
      return [{ ...place, what: `${named}must be ${typeNames[issue.expected] ?? issue.expected}` }]
    case 'too_big':
      return [{ ...place, what: `${named}is longer than ${issue.maximum} ${unitOf(issue.origin)}` }]
    case 'too_small':
      return [{ ...place, what: `${named}must not be empty` }]
    case 'invalid_key':
      return [
        { ...source.keyPlace(path.slice(0, -1), String(path.at(-1))), what: `${named}is an unknown token` },
      ]
    case 'custom':
    case 'invalid_format':
      return [{ ...place, what: `${named}${issue.message}` }]
    default:
      return [{ ...place, what: `${named}is wrong. ${issue.message}` }]
  }
}

const typeNames: Partial<Record<string, string>> = {
  string: 'text (put it between quotes)',
  array: 'a list',
  object: 'a group of keys',
}
const unitOf = (origin: string) => (origin === 'string' ? 'characters' : 'entries')
