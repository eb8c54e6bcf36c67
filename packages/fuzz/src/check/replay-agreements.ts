/** What a command about an agreement leaves: told anew, by what was agreed and not by what the product does. */

type Content = Record<string, unknown>
type Held = { content: Content | null; rev: number }
type Step = { command: string; input: Content; itemId: string; rev: number }

/** The one item that every project's agreement is. */
export const agreement = 'agreement'

export const isOfAgreement = (command: string): boolean => command.startsWith('agreement.')

const nothingYet: Content = {
  wayOfWorking: '',
  villageNeeds: '',
  municipalityNeeds: '',
  feedback: '',
  channels: '',
  participationForm: null,
  moments: [],
  version: 0,
  since: {},
  next: {},
  remindAt: null,
}

/** On which side someone stood then, and when it was, only the server knows. */
export const withoutSides = (content: Content): Content => {
  const { confirmed: _, side: __, ...rest } = content
  return rest
}

/** What is wrong with a step, or the agreement as it leaves it, and what tells of it; `told` is null if nothing does. */
export const agreementAfter = (
  held: Held | undefined,
  { command, input, itemId, rev }: Step,
): string | { content: Content; rev: number; told: Content | null } => {
  const before = held?.content ?? nothingYet
  const version = Number(before.version)
  if (command === 'agreement.confirm') {
    if (input.version !== version) return `confirmed version ${String(input.version)} of ${version}`
    if (itemId === agreement)
      return held?.rev === rev ? { content: before, rev, told: null } : 'names a state that it did not find'
    return { content: before, rev: rev + 1, told: { act: 'confirm', version, reason: null, changes: [] } }
  }
  const { feedback } = input.set as Content
  const since = before.since as Record<string, number>
  if ((since.feedback ?? 0) > Number(input.seen)) return 'wrote over what it had not seen'
  const changes = [{ field: 'feedback', from: before.feedback, to: feedback }]
  return {
    content: {
      ...before,
      feedback,
      version: version + 1,
      since: { feedback: version + 1 },
      changeId: itemId,
    },
    rev: rev + 1,
    told: { act: 'change', version: version + 1, reason: input.reason, changes },
  }
}
