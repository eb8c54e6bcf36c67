import type { Command } from '@bijpraat/contract'
import * as z from 'zod/mini'

/** An input as JSON text, since some of what is wrong (own `__proto__`, 1e400, depth) is no value to stringify. */
export type Wrong = { why: string; json: string }

type Schema = {
  type?: 'object' | 'array' | 'string' | 'integer' | 'boolean'
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  enum?: string[]
  const?: unknown
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
}
type Path = readonly (string | number)[]
type Found = { path: Path; schema: Schema }

/** Stands in everything that is sent, so that an answer which gives anything back is recognised. */
const sentinel = 'zilverreiger'

const schemaOf = (command: Command) =>
  z.toJSONSchema(command.input, { io: 'input', unrepresentable: 'any' }) as unknown as Schema

/** Inputs that a command must refuse by their shape, each one step away from a right example. */
export const wrongInputs = (command: Command, example: object): Wrong[] =>
  placesIn(schemaOf(command), example).flatMap((found) => [
    ...wrongTypes(found, example),
    ...wrongKeys(found, example),
    ...wrongValues(found, example),
  ])

/** Inputs at the very edge of what is allowed, one for each limit. */
export const edgeInputs = (command: Command, example: object): Wrong[] =>
  placesIn(schemaOf(command), example).flatMap(({ path, schema }) => {
    const edge = (why: string, value: unknown): Wrong => ({
      why: `${nameOf(path)} ${why}`,
      json: withRaw(example, path, JSON.stringify(value)),
    })
    const { minimum, maximum, minLength, maxLength, maxItems } = schema
    return [
      ...(minimum === undefined ? [] : [edge('at its minimum', minimum)]),
      ...(maximum === undefined ? [] : [edge('at its maximum', maximum)]),
      ...(isFree(schema) && minLength !== undefined ? [edge('at its shortest', 'z'.repeat(minLength))] : []),
      ...(isFree(schema) && maxLength !== undefined ? [edge('at its longest', 'z'.repeat(maxLength))] : []),
      ...(maxItems === undefined
        ? []
        : [edge('with most items', Array(maxItems).fill(at(example, [...path, 0])))]),
    ]
  })

/** Paths of the strings that people write: no pattern, no list of words. */
export const freeTextIn = (command: Command, example: object): Path[] =>
  placesIn(schemaOf(command), example).flatMap(({ path, schema }) => (isFree(schema) ? [path] : []))

/** The example with another value at one path. */
export const withRaw = (example: object, path: Path, json: string): string => {
  const mark = '@@here@@'
  const put = (value: unknown, [step, ...rest]: Path): unknown => {
    if (step === undefined) return mark
    if (Array.isArray(value)) return value.map((item, index) => (index === step ? put(item, rest) : item))
    const held = value as Record<string, unknown>
    return { ...held, [step]: put(held[step], rest) }
  }
  return JSON.stringify(put(example, path)).replace(`"${mark}"`, () => json)
}

const isFree = (schema: Schema) =>
  schema.type === 'string' && schema.enum === undefined && schema.pattern === undefined

const placesIn = (schema: Schema, example: unknown, path: Path = []): Found[] => [
  { path, schema },
  ...Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
    placesIn(inner, at(example, [key]), [...path, key]),
  ),
  ...(schema.items ? placesIn(schema.items, at(example, [0]), [...path, 0]) : []),
]

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((held, step) => (held as Record<string | number, unknown>)?.[step], value)

const nameOf = (path: Path) => path.join('.') || 'the input'

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth)

const ofType: Record<NonNullable<Schema['type']> | 'null', readonly string[]> = {
  null: ['null'],
  boolean: ['true', 'false'],
  integer: ['0', '-1', '1.5', '1e400'],
  string: ['""', `"${sentinel}"`, '"1"', '"true"'],
  array: ['[]', '[null]', `["${sentinel}"]`, nested('[', ']', 20_000)],
  object: [
    '{}',
    '{"$ne":null}',
    `{"$gt":"","${sentinel}":1}`,
    `{"__proto__":{"${sentinel}":1}}`,
    `{"toString":"${sentinel}"}`,
    `{"length":1,"0":"${sentinel}"}`,
    `${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}`,
  ],
}

const wrongTypes = ({ path, schema }: Found, example: object): Wrong[] => {
  const own = new Set(schema.anyOf?.map(({ type }) => type) ?? [schema.type])
  return Object.entries(ofType).flatMap(([type, values]) =>
    own.has(type as NonNullable<Schema['type']>)
      ? []
      : values.map((json) => ({
          why: `${nameOf(path)} is ${json.slice(0, 40)}`,
          json: withRaw(example, path, json),
        })),
  )
}

const extraKeys = ['extra', '__proto__', 'constructor', 'prototype', 'toString', '$where', 'a.b', '']

const wrongKeys = ({ path, schema }: Found, example: object): Wrong[] => {
  if (schema.type !== 'object') return []
  const here = JSON.stringify(at(example, path)).slice(1, -1)
  const extra = (key: string, value: string) => ({
    why: `${nameOf(path)} has a key ${JSON.stringify(key)}`,
    json: withRaw(example, path, `{${here}${here && ','}${JSON.stringify(key)}:${value}}`),
  })
  const missing = (schema.required ?? []).map((key) => {
    const { [key]: _, ...rest } = at(example, path) as Record<string, unknown>
    return { why: `${nameOf(path)} misses ${key}`, json: withRaw(example, path, JSON.stringify(rest)) }
  })
  return [
    ...missing,
    ...extraKeys.map((key) => extra(key, `"${sentinel}"`)),
    extra('__proto__', `{"admin":true,"${sentinel}":1}`),
    extra('deep', nested('[', ']', 20_000)),
    extra(sentinel, 'null'),
  ]
}

const wrongValues = ({ path, schema }: Found, example: object): Wrong[] => {
  const wrong = (why: string, json: string) => ({
    why: `${nameOf(path)} ${why}`,
    json: withRaw(example, path, json),
  })
  const text = (why: string, value: string) => wrong(why, JSON.stringify(value))
  const { type, enum: words, pattern, minimum, maximum, minLength, maxLength, minItems, maxItems } = schema
  const many = () => JSON.stringify(Array((maxItems ?? 0) + 1).fill(at(example, [...path, 0])))
  return [
    ...(schema.const === true ? [wrong('is false', 'false')] : []),
    ...(minimum === undefined ? [] : [wrong('is below its minimum', `${minimum - 1}`)]),
    ...(maximum === undefined ? [] : [wrong('is above its maximum', `${maximum + 1}`)]),
    ...(type === 'integer' ? [wrong('is no whole number', '1.5'), wrong('is infinite', '1e400')] : []),
    ...(maxLength === undefined
      ? []
      : [text('is too long', sentinel.repeat(maxLength).slice(0, maxLength + 1))]),
    ...(minLength ? [text('is empty', ''), text('is blank', ' \n\t\u00a0\ufeff')] : []),
    ...(minItems ? [wrong('has too few items', '[]')] : []),
    ...(maxItems === undefined ? [] : [wrong('has too many items', many())]),
    ...(type === 'string' || schema.anyOf ? [text('is huge', sentinel.repeat(4_500))] : []),
    ...(words || pattern || schema.anyOf ? strangeWords.map((word) => text('is a strange word', word)) : []),
    ...(isFree(schema) ? strangeTexts.map((strange) => text('has strange characters', strange)) : []),
  ]
}

const strangeWords = [
  '',
  ' ',
  sentinel.toUpperCase(),
  `../${sentinel}`,
  `${sentinel}/i/${sentinel}`,
  `${sentinel}\u0000`,
  `${sentinel}\n`,
  `$${sentinel}`,
  '__proto__',
  '\ud800',
  'café',
  `.${sentinel}`,
]

/** None of these can be shown as it was meant: alone, in the middle and after other text. */
const strangeTexts = [
  '\ud800',
  'a\udc00b',
  `${sentinel}\ud83d`,
  `${sentinel}\u0000`,
  `${sentinel}\u001b[31m`,
  `\u202e${sentinel}`,
  `${sentinel}\u2066`,
  `${sentinel}\u2069x`,
  `z${'\u0316'.repeat(5)}`,
  `z${'\u0316\u200d'.repeat(5)}`,
  `z${'\u0316\u034f'.repeat(400)}`,
]
