import { commonErrors, type ErrorCode, errors } from '@bijpraat/contract'
import * as z from 'zod/mini'
import type { Served } from './serve.ts'

type Json = Record<string, unknown>

/** OpenAPI 3.1 of every command that can be given over HTTP, made from the registry (W2). */
export const openApi = (commands: ReadonlyMap<string, Served>): Json => ({
  openapi: '3.1.0',
  info: { title: 'Bijpraat', version: '1', license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
  paths: Object.fromEntries(
    [...commands.values()]
      .filter(({ command }) => command.transports.includes('http'))
      .map((served) => [`/api/${served.command.name}`, { post: operation(served) }]),
  ),
  components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'bijpraat' } } },
  security: [{ session: [] }, {}],
})

const operation = ({ command }: Served): Json => ({
  operationId: command.name,
  summary: command.summary,
  'x-rate-limit': command.rate,
  'x-effect': command.effect,
  requestBody: { required: true, content: json(schemaOf(command.input, 'input')) },
  responses: {
    200: {
      description: 'Done.',
      content: json({
        type: 'object',
        required: ['ok', 'data'],
        properties: { ok: { const: true }, data: schemaOf(command.output, 'output') },
      }),
    },
    ...refusals([...new Set([...commonErrors, ...command.errors])]),
  },
})

const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

const refusals = (codes: readonly ErrorCode[]): Json => {
  const byStatus = Map.groupBy(codes, (code) => errors[code].http)
  return Object.fromEntries(
    [...byStatus].map(([status, held]) => [
      status,
      {
        description: held.map((code) => `\`${code}\`: ${errors[code].meaning}`).join(' '),
        content: json({
          type: 'object',
          required: ['ok', 'code'],
          properties: {
            ok: { const: false },
            code: { enum: held },
            field: { type: 'string' },
            retryAfterMs: { type: 'integer' },
          },
        }),
      },
    ]),
  )
}

const json = (schema: Json) => ({ 'application/json': { schema } })
