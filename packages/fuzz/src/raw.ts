import type { Command } from '@bijpraat/contract'
import type { Answer } from './end-state.ts'
import type { Town } from './town.ts'

/** Gives a command over HTTP, past any client; null when no answer came. */
export const giveRaw = async (
  { ledger, nodes, cookies, personIds }: Town,
  person: number,
  node: number,
  command: Command,
  input: Record<string, unknown>,
): Promise<Answer> => {
  const answered = ledger.sent(personIds[person] ?? '', command.name, input)
  const answer = await post(nodes[node]?.port ?? 0, cookies[person] ?? '', command.name, input)
  answered(answer)
  return answer
}

export const post = async (port: number, cookie: string, name: string, input: unknown): Promise<Answer> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(20_000),
    })
    return (await response.json()) as Answer
  } catch {
    return null
  }
}
