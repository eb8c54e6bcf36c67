import { type MessageContent, mentionsIn } from '@bijpraat/contract'

/** Whom a message calls: who is mentioned in it, and whose words it answers; nobody calls themselves. */
export const addressesOf = (
  { text, replyTo }: MessageContent,
  authorId: string,
): readonly string[] | undefined => {
  const answered = replyTo?.authorId ?? null
  const called = new Set([...mentionsIn(text), ...(answered === null ? [] : [answered])])
  called.delete(authorId)
  return called.size > 0 ? [...called] : undefined
}
